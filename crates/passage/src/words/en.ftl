# What screens and pages both say.

persons = { $n ->
    [one] { $n } person
   *[other] { $n } people
 }
vehicles = { $n ->
    [one] { $n } vehicle
   *[other] { $n } vehicles
 }
minutes = { $m } min
hours = { $h } h
hours-minutes = { $h } h { $m } min
span = { $from } to { $until }
moment-full = { $time } on { $date } ({ $zone })
date-long = { $day } { $month } { $year }
second-clock = { $zone }; { $time } { $there }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

# The one sentence.
sentence-nobody-there = Nobody wants to leave: the scenario has no people.
sentence-everybody = { $all ->
    [one] The { $all } person who wants to leave can be safe by { $by }.
   *[other] All { $all } people can be safe by { $by }.
 }
sentence-nobody = { $all ->
    [one] The { $all } person who wants to leave cannot be safe by { $by }; no number of such tries changes that.
   *[other] Of { $all } people, nobody can be safe by { $by }; no number of such tries changes that.
 }
sentence-nobody-found = { $all ->
    [one] The { $all } person who wants to leave is not brought out by { $by }; it is only proven that no plan brings out more than { $limit }.
   *[other] Of { $all } people, this plan brings nobody out by { $by }; it is only proven that no plan brings out more than { $limit }.
 }
sentence-at-most = { $all ->
    [one] Of { $all } person, at most { $safe } can be safe by { $by }; at this rate it takes { $such }.
   *[other] Of { $all } people, at most { $safe } can be safe by { $by }; at this rate it takes { $such }.
 }
sentence-gap = { $all ->
    [one] Of { $all } person, this plan brings out { $safe } by { $by }, and no plan more than { $limit }; at this plan's rate it takes { $such }.
   *[other] Of { $all } people, this plan brings out { $safe } by { $by }, and no plan more than { $limit }; at this plan's rate it takes { $such }.
 }
near = At least { $share } % of the best possible.
near-over-ways = At least { $share } % of the best possible on the ways that the fleets drive here.
near-ways = The limit is that of the ways that the fleets drive here.
near-hour = Weakest hour: { $share } % of the limit by { $by }.
such-windows = { $n ->
    [one] { $n } such window
   *[other] { $n } such windows
 }
such-periods = { $n ->
    [one] { $n } such period of { $span }
   *[other] { $n } such periods of { $span }
 }
reading-pessimistic = Pessimistic
reading-likely = Likely
reading-optimistic = Optimistic
beside-nobody = { $reading }: nobody
beside-everybody = { $reading }: everybody, { $safe }
beside-at-most = { $reading }: at most { $safe } ({ $such })
beside-gap = { $reading }: { $safe } in a plan, at most { $limit } ({ $such })
rest-on = They rest on (pessimistic / likely / optimistic): { $values }.
rest-on-many = They rest on { $n ->
    [one] one value that is given as a range
   *[other] { $n } values that are given as ranges
 }: see report.html.
rest-on-single = No value of this scenario is given as a range, so there is one answer only. Give ranges to see how much it depends on them.
naive = Flow multiplied by hours would say { $naive }.
naive-range = Flow multiplied by hours would say { $naive } ({ $low } to { $high }).
naive-why-window = That is wrong: nobody may be on the road when the window ends, and the journey takes { $journey }, so only those who leave between { $first } and { $last } are through in time.
naive-why-journey = That is wrong: it counts the hours as if the journey of { $journey } and more took no time.
naive-why-short = That is wrong: the journey takes { $journey } at its shortest, and the longest stretch of time in which it may be made is { $window }.
naive-why-late = That is wrong: people are ready only after the last moment to leave and still be through.
naive-why-room = That is wrong: no reception site has room.
naive-why-weighed = That is wrong: the roads are kept closed for the sake of what comes before people here.
naive-why-nobody = That is wrong: nobody gets through at all; the reason stands with those who are left behind.
naive-why-closed = That is wrong: the hours of the roads do not fit together into a journey.
proof-exact = Proven: no plan brings out more than { $limit }, and none brings people out earlier, at any hour. { $safe } are safe in this plan (gap { $gap } %); waiting adds up to { $sum } person-hours, the least possible being { $least }.
proof-envelope = Proven: no plan brings out more than { $limit }; { $safe } are safe in this plan (gap { $gap } %). Because reception sites fill up, the limits of single hours need not be reachable by one plan: waiting adds up to { $sum } person-hours, and it is proven that it cannot be less than { $least }.
proof-shuttles = Proven: no plan whose fleets drive these ways brings out more than { $limit }; { $safe } are safe in this plan (gap { $gap } %). The limit is that of the cars on full roads and that of the fleets, which pay for the road what it is worth to the cars: waiting adds up to { $sum } person-hours, and it cannot be less than { $least }.
proof-relaxation = Proven: no plan brings out more than { $limit }; { $safe } are safe in this plan (gap { $gap } %). With different numbers of people in a vehicle the limit is computed a little generously: waiting adds up to { $sum } person-hours, and it is proven that it cannot be less than { $least }.
proof-certified = certificate.json beside this report proves that no plan exceeds this limit; how to verify it stands at the end of this report.
proof-whose = This limit is the planner's word: the command passage check finds where it contradicts the plan or what can be counted, but does not prove it again.

# Names of roads and what is full.
road-near = the road at { $from }
road-between = the road from { $from } to { $to }
road-named-near = { $name } at { $from }
road-named-between = { $name } from { $from } to { $to }
road-apart = { $name } ({ $km } km { $direction } of { $place })
road-apart-near = { $name }, { $km } km { $direction } of { $place }
road-apart-number = { $name }, road { $number }
apart-north = north
apart-north-east = north-east
apart-east = east
apart-south-east = south-east
apart-south = south
apart-south-west = south-west
apart-west = west
apart-north-west = north-west
road-by = by { $places }
no-road = no road: already there
cars-an-hour = { $rate ->
    [one] { $rate } car an hour
   *[other] { $rate } cars an hour
 }
buses-an-hour = { $rate ->
    [one] { $rate } bus an hour
   *[other] { $rate } buses an hour
 }
medical-an-hour = { $rate ->
    [one] { $rate } ambulance an hour
   *[other] { $rate } ambulances an hour
 }
trucks-an-hour = { $rate ->
    [one] { $rate } truck an hour
   *[other] { $rate } trucks an hour
 }
walkers-an-hour = { $rate ->
    [one] { $rate } person on foot an hour
   *[other] { $rate } people on foot an hour
 }
bottleneck-road = { $road } takes { $rate } vehicles an hour
bottleneck-checkpoint = The checkpoint at { $name } passes { $rates }
bottleneck-reception = The reception site { $name } has room for { $room ->
    [one] { $room } person
   *[other] { $room } people
 }
contraflow-in-force = Contraflow: both directions lead out on { $stretches }. The plan needs it in force all day.
contraflow-of-no-use = Contraflow would bring out nobody more; the plan does without it.
bottleneck-crowd = No more than { $most ->
    [one] { $most } person
   *[other] { $most } people
 } may be present at { $name } at once
