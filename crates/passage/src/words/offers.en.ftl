# What is it worth?
offers-title = What is it worth? { $title }
offers-agreed = As agreed, { $n } of { $all } people are safe by { $by } ({ $zone }).
offers-agreed-beside = { $reading }: { $n }.
offers-as-agreed = as agreed
offers-legend = { $letter }: { $name }
offers-legend-proposed = { $letter }: { $name } (only proposed)
offers-shared = { $one } and { $other } share { $km } km of road between { $from } and { $to }: there both together pass no more than one.
offers-step = Weighed in steps of { $step } instead of { $own }, to be quick: compare these figures with each other, not with a plan.
offers-fleets = Weighed with the fleets: each figure is a plan of its own, checked. Where two stand together, a plan has the first, and no plan on the ways that were planned with has more than the second. People count, aid does not.
offers-no-bus-fleet = No fleet has buses, so that more buses are not weighed: give a [[fleet]] of kind "bus" to have them.
offers-proven = proven
offers-fleet = { $n } more vehicles: { $name }
offers-checkpoint-bus = { $n } more buses an hour at { $name }
offers-checkpoint-medical = { $n } more ambulances an hour at { $name }
offers-checkpoint-other = { $n } more vehicles an hour at { $name }
offers-or-more = { $h } h or more
offers-left-out = { $n } of { $all } sets by length and reading are not weighed (·), for each is a plan of its own: the agreed length comes first, then the best set of each size. `--all` weighs them all.
offers-least-left-out = Looked for with the best set of each size; { $n ->
    [one] { $n } set is
   *[other] { $n } sets are
 } left out. `--all` looks at all.
offers-least-none-fleets = No plan was found that does it with windows of up to 24 hours.
offers-struck-out-fleets = [ ]: struck out, for fewer corridors or shorter windows do as much by every hour in the plans that were found.
offers-struck-out-page-fleets = Struck out: an offer with no more corridors and no longer windows brings out as many by every hour, in the plans that were found.
offers-agreed-most = As agreed, a plan has { $n } of { $all } people safe by { $by } ({ $zone }), and no plan more than { $most }.
offers-times-fleet = With { $more } more vehicles ({ $name }): { $n ->
    [one] { $n } time.
   *[other] { $n } times.
 }
offers-basis-windows = Every figure is a plan of its own: the change is laid over the same roads and planned again. Where windows last longer, arrivals count for as much longer. A window that ends has to end with everybody off its roads.
offers-basis-fleets = With fleets each figure is the best of the plans that were found for it: its own, and those of all smaller offers, which a larger one can use; by each hour for itself, so that one plan need not have all of a row. A plan that the checker refuses counts as one that brings out nobody. The search for better days of the fleets is a tenth as long as that of `passage plan`, so that its plan may bring out a few more. Limits hold for fleets on the ways that were planned with, in steps.
offers-offer = Offer
offers-worth = More people safe with
offers-worth-caption = People safe by the end, more (+) or fewer (−) than as agreed
offers-hours-caption = People safe by each time, by the likely reading
offers-later = an hour more at the end
offers-earlier = a first move an hour earlier
offers-corridor = corridor { $letter } as well
offers-checkpoint = { $n } more cars an hour at { $name }
offers-lane = { $n } more vehicles an hour on a lane
offers-buses = { $n } more buses
offers-buses-shut = { $n } more buses ({ $name } passes no bus)
offers-length-agreed = { $h } h, as agreed
offers-times = For all { $all } people such hours are needed { $n ->
    [one] once.
   *[other] { $n } times over.
 }
offers-times-buses = With { $buses } more buses: { $n ->
    [one] once.
   *[other] { $n } times.
 }
offers-lengths = People safe by length of the windows
offers-lengths-caption = People safe by the end; each window as long as said from its agreed start. Reading: { $reading }
offers-length = Window
offers-struck-out = [ ]: struck out, for fewer corridors or shorter windows do as much by every hour.
offers-struck-out-page = Struck out: an offer with no more corridors and no longer windows brings out as many by every hour.
offers-picture = People safe by the length of the windows
offers-picture-description = A line for each set of corridors; the table below has the same figures.
offers-picture-caption = By the likely reading. A window begins when it was agreed to begin; the dotted upright line is its agreed length.
offers-axis-hours = length of each window, hours
offers-axis-persons = people safe
offers-axis-agreed = agreed
offers-corridors = Corridors
offers-least = The least for { $n } people
offers-least-by = The least for { $n } people by { $by }
offers-least-caption = The shortest windows that do. Sets with as many corridors or more that need as long or longer are left out.
offers-least-none = No set of these corridors does it with windows of up to 24 hours.
offers-not-in-a-day = more than 24 h
offers-losses = What is lost without
offers-losses-caption = Closed from the start to the end: people fewer than as agreed
offers-lost = Lost
offers-closed = Closed
offers-loss-corridor = corridor { $letter }
offers-loss-checkpoint = the checkpoint { $name }
offers-loss-road = the road { $from } – { $to }
offers-loss-alike = { $n ->
    [one] { $what }, or one other
   *[other] { $what }, or any of { $n } others
 }
offers-loss-any-hour = Closed for any one hour only, { $what } costs { $n ->
    [one] { $n } person.
   *[other] { $n } people.
 }
offers-loss-hour = Closed for one hour only, { $what } costs { $most } people at worst ({ $when }) and { $least } at best ({ $other }).
offers-loss-hours-caption = { $what } closed for one hour: people fewer than as agreed
offers-loss-worst-hour = In a single hour { $what } hurts most: { $n ->
    [one] { $n } person ({ $when }).
   *[other] { $n } people ({ $when }).
 }
offers-losses-by-hour-caption = Closed from the start to the end: people fewer safe by each time. Reading: { $reading }
offers-losses-an-hour-caption = Closed only for the hour from each time on: people fewer safe by the end; what is not listed costs nobody in these hours. Reading: { $reading }
offers-hours-idle = { $n ->
    [one] In one more hour with open roads nothing that was closed alone costs anybody.
   *[other] In { $n } more hours with open roads nothing that was closed alone costs anybody.
 }
offers-places-not-by-hour = { $n ->
    [one] One more loss, which costs no more than those above, was not weighed by the hour, to be quick.
   *[other] { $n } more losses, which cost no more than those above, were not weighed by the hour, to be quick.
 }
offers-hours-not-tried = { $n ->
    [one] One later hour with open roads was not tried.
   *[other] { $n } later hours with open roads were not tried.
 }
offers-not-tried = { $n ->
    [one] One more stretch of road carries people of the plan, fewer than those above; it was not tried.
   *[other] { $n } more stretches of road carry people of the plan, fewer than those above; they were not tried.
 }
offers-section-basis = What this rests on
offers-basis = Every figure is a plan of its own: the change is laid over the same roads, and the most people who can be safe by every moment are computed again. Where windows last longer, arrivals count for as much longer. A window that ends has to end with everybody off its roads.
offers-basis-buses = Where the scenario has no buses, a bus carries 50 people (26 to 70) and takes the room of 2.5 cars (2 to 3) on the road; its people are taken out of the largest group. Where it has, there are more of its own.
offers-written = The page with the picture: { $file }
