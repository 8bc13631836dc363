# Why not more?
explain-title = Why not more? { $title }
explain-safe = By { $by } ({ $zone }) { $n } of { $all } people are safe.
explain-everybody = All { $all } people are safe by { $by } ({ $zone }). Why not sooner: by { $before } { $n } are.
explain-nothing = Nothing is full: whoever waits has no way out by then.
explain-binds = What is full, and when
explain-vehicles = vehicles pass
explain-when = { $when }
explain-when-more = { $n ->
    [one] { $when } and one more time
   *[other] { $when } and { $n } more times
 }
explain-each = Each vehicle more there { $when } is one more that is safe.
explain-each-then = Each vehicle more there in that time is one more that is safe.
explain-each-room = Each place more there is one person more who is safe.
explain-useless = To widen it alone helps nobody: they would stand before something else.
explain-met = Waiting for it: { $groups }.
explain-group = { $who }: { $n ->
    [one] { $n } vehicle stays
   *[other] { $n } vehicles stay
 } until the end, the others leave after { $mean } at home on average, the last { $last }
explain-group-all = { $who }: they leave after { $mean } at home on average, the last { $last }
explain-group-none = { $who }: { $n ->
    [one] { $n } vehicle stays
   *[other] { $n } vehicles stay
 } until the end, nobody leaves
explain-change = What would change that (each computed anew)
explain-road-wider = { $n } more an hour on { $road } { $when }
explain-lane-wider = { $n } more an hour at { $name } { $when }
explain-corridor-wider = { $n } more an hour all along { $name }
explain-room = { $n } more places in { $name }
explain-later = every window an hour longer
explain-earlier = every window and first move an hour earlier
explain-nothing-else = Nothing else helps alone: no other road, checkpoint or site that is wider for a step is worth a vehicle by then.
explain-hours = By each hour
explain-hour-safe = safe
explain-hour = { $by }  { $what }
explain-hour-nobody = nobody can be there by then
explain-hour-everybody = everybody is safe
explain-fleets = Fleets carry or lead people: this is about the plan. What is full is counted in it, fleets included. Each change is a plan made anew, which is not proven to be the best. Not computed with fleets: which hours of a road are worth a vehicle each, and whether anything else helps.
explain-used = What the plan uses to its limit, and when
explain-nothing-fleets = No road or checkpoint is used to its limit for a quarter of an hour without a break, no site is full, and no limit of people present holds anybody back: it is the fleets and their hours that do.
explain-useless-fleets = To widen it alone brings out nobody more in a plan made anew.
explain-carried = Waiting to be carried or led: { $groups }.
explain-group-people = { $who }: { $n ->
    [one] { $n } person stays
   *[other] { $n } people stay
 }
explain-no-change = None of the changes that were tried brings out more people.
explain-left-out = Not tried: { $n ->
    [one] one more change
   *[other] { $n } more changes
 }.
explain-vehicle = one more vehicle of { $name }
explain-present = { $n ->
    [one] one person
   *[other] { $n } people
 } at a time at { $name }
explain-nothing-weighed = Nothing is full: whoever waits stays for the sake of what comes before people here.
explain-without-exposure = exposed roads used, as if that came after people
explain-without-fairness = no shares held, as if they came after people
explain-without-waiting = waiting on the way allowed, as if that came after people
explain-hour-nothing = nothing is used to its limit
