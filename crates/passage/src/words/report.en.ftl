# What only the report and the summary say.

exercise-line = EXERCISE DATA. This is not the plan of a real operation.
left-behind-head = Left behind: { $n ->
    [one] { $n } person
   *[other] { $n } people
 }
group-at = { $assembly }, { $group }
group-of = { $group } of { $assembly }
left-behind = { $who }: { $n ->
    [one] { $n } person
   *[other] { $n } people
 }. { $why }
why-not-carried = No vehicle of those that carry or lead them can come for them in time.
why-no-seat = There are fewer seats than people.
why-no-road = No open road leads from there to any reception site.
why-no-room = No reception site that would receive them has room.
why-too-late = They are ready only after the last moment to leave and still be through.
why-window = The journey takes { $journey } at its shortest; the longest stretch of time in which it may be made is { $window }.
why-weighed-exposure = They stay so that nobody is on an exposed road: that comes before people here.
why-weighed-fairness = They stay so that every assembly point has its share: that comes before people here.
why-weighed-waiting = They stay so that nobody waits on the way: that comes before people here.
why-full = The roads, checkpoints or reception sites before them are full.
why-full-at = No more fit through: { $what }.
why-full-among = No more fit through: { $what }; { $others ->
    [one] one more place is full too
   *[other] { $others } more places are full too
 }.
bottlenecks-title = What holds people up
full-total = { $what }: it is full at the end, after { $n ->
    [one] { $n } vehicle
   *[other] { $n } vehicles
 }.
full-spans = { $what }: it is full from { $spans } ({ $passed }).
full-often = { $what }: it is full for { $total } in all, the longest time from { $longest } ({ $passed }).
vehicles-with-fleets = { $n ->
    [one] { $n } vehicle, those of fleets counted
   *[other] { $n } vehicles, those of fleets counted
 }
and-more = and { $n } more: see report.html
and-more-groups = and { $n ->
    [one] one more group
   *[other] { $n } more groups
 }: see report.html
warnings-title = { $n ->
    [one] One warning
   *[other] { $n } warnings
 }: is this what was meant?
hour-by = by
hour-safe = safe
hour-limit = at most
hour-ready = ready to go
left-behind-one = Left behind: { $group }
files-line = Open { $report } ({ $n ->
    [one] { $n } file
   *[other] { $n } files
 } beside it). Next: passage rehearse.
files-took = Took { $seconds } s.

# The map.
map-title = Map of the corridors
map-description = Roads from { $from } to { $to } that { $n ->
    [one] { $n } person uses
   *[other] { $n } people use
 } in this plan. Line widths follow the number of vehicles. The same figures are in the tables below.
map-checkpoint = checkpoint
map-scale = { $km } km
map-widest = { $n ->
    [one] { $n } vehicle
   *[other] { $n } vehicles
 }
map-north = N

# The curve.
curve-title = People safe as time passes
curve-description = A staircase that ends at { $n ->
    [one] { $n } person
   *[other] { $n } people
 } safe. The table of hours has the same figures.
curve-persons = people
curve-safe = safe in this plan: { $n }
curve-limit = proven limit: { $n }
curve-ready = ready to leave: { $n }
curve-ready-above = ready to leave: { $n }, far above this scale
curve-pessimistic = pessimistic: { $n }
curve-optimistic = optimistic: { $n }

# The report.
exercise-mark = EXERCISE DATA
h-hour-line = H-hour: { $h }. The plan looks ahead to { $end }.
clock-change-line = The clocks change within this plan. Every time is the civil time of its own moment.
contents = Contents
section-map = Map
section-hours = Safe by each hour
section-timetable = Timetable
section-bottlenecks = What holds people up
section-left-behind = Who is left behind, and why
section-turn-back = Turn-back times
section-corridors = Corridors and checkpoints
section-assumptions = What the answer rests on
section-findings = What was found on the way
section-roads = What the map does not know for sure
section-documents = Documents, and how to check this plan
proportion = { $safe } of { $all } people ({ $share } %)
map-legend = Solid black: roads that the plan uses, as wide as the vehicles with people on them. Dashed: agreed corridors. Circle: assembly point. Square: reception site. Diamond: checkpoint. White dashes on a black line: a gap in the road data.
map-as-of = As planned for { $time }, plan { $plan }.
map-not-for-navigation = Not a navigation map.
map-attribution = Roads: { $roads }.
attribution-missing = the road file names no source
curve-legend = Bold: safe in this plan. Thin: with the pessimistic and the optimistic values. Dashed: ready to leave.
curve-hatched = Hatched: hours in which none of the plan's ways is open.
hours-caption = People safe by each hour
timetable-empty = Nobody leaves: there is no departure that could be safe in time.
timetable-overview = Every assembly point: its first and last departure, and where its people go
timetable-nobody = nobody leaves
to-with-persons = To, people
timetable-slots = Departures in slots of { $span }.
timetable-pauses = Departures by the same road to the same site stand in one line as long as there is no pause of { $span } or more between them; roads that fewer than 1 in 50 vehicles take stand in one line together.
timetable-file = The file dispatch.csv beside this report has every departure ({ $rows ->
    [one] { $rows } line
   *[other] { $rows } lines
 }), with the time expected at each place on the way.
timetable-follow = Those who leave at one time follow one another within { $step }: times of leaving are those of the first, and the later time of arrival is that of the last.
timetable-fleets = Vehicles of fleets are counted in these tables each time they leave with people; a column is there when its last car is. What drives empty or with aid stands vehicle by vehicle below.
small-ways = { $n } less used roads: see dispatch.csv
timetable-caption = { $persons } in { $vehicles }
leave = Leave
arrive = Arrive
group = Group
road = Road
to = To
column-vehicles = Vehicles
column-persons = People
bottlenecks-none = Nothing is full: nobody would be safe earlier if a road, a checkpoint or a reception site could take more.
bottlenecks-none-fleets = No road or checkpoint is used to its limit for long, no site is full, and no limit of people present holds anybody back. What fleets could do with more of each, `passage explain` computes anew.
bottlenecks-intro-fleets = These are used to their limit, the vehicles of fleets counted. Whether more of one would bring out more people, `passage explain` computes anew.
bottlenecks-intro = These are used to their limit and stand between people and safety.
left-behind-none = Nobody is left behind.
left-behind-caption = { $n ->
    [one] { $n } person is left behind in this plan.
   *[other] { $n } people are left behind in this plan.
 }
assembly-point = Assembly point
why = Why
turn-back-none = Nobody leaves, so there are no turn-back times.
turn-back-intro = Whoever has not passed a place by its time, driving freely from there, must turn back or stay: they would still be on the road when it closes, or arrive after the plan's end.
turn-back-caption = The last moment at each place
last-departure = Last departure
last-at-places = Last moment on the way
group-kind = { $group } ({ $kind })
kind-own-car = cars
kind-bus = buses
kind-medical = ambulances
kind-truck = trucks with aid
kind-foot = people on foot
assumptions-intro = Change any of them in the scenario and plan again. With the same seed the same inputs give the same plan, byte for byte.
assumptions-caption = Values in use, their range (pessimistic – optimistic) and their source
what = What
value = Value
range = Range
source = Source
matched-asked = Name in the scenario
matched-found = Taken for
matched-caption = What each name was taken for
findings-none = Nothing else was found.
findings-caption = Findings of reading, importing and laying out
severity = Kind
severity-note = note
severity-warning = warning
severity-error = error
finding = Finding
advice = What to do
code = Code
document = Document
file = File
digest = SHA-256
document-plan = plan (likely values)
document-plan-pessimistic = plan, pessimistic values
document-plan-optimistic = plan, optimistic values
document-scenario = scenario, as it was read from { $file }
document-made-of = what passage makes of { $file }
document-certificate = certificate: the proof of the limit
digests-how = A file named beside a digest has that digest: sha256sum prints it. The digest of the road network is not one of a file's bytes but of the network that passage makes of { $file }: passage network show { $file } prints it.
document-network = road network
document-roads = source of the roads
documents-caption = Each document is named by its digest
made-by = Made by { $program } with seed { $seed } in steps of { $step } seconds.
how-to-check-certified = Anybody with the scenario and its roads can check this plan and the proof of its limit, in this folder, with a program part that shares no code with the planner.
how-to-rehearse = What becomes of this plan on days on which things go otherwise: passage rehearse plays it through many, puts what is likely into this page and writes rehearsal.html beside it.
how-to-check = Anybody with the scenario and its roads can check this plan, in this folder, with a program part that shares no code with the planner. It proves everything but one thing: that no plan brings out more stays the planner's word.
what-a-plan-is-not = A plan is not an agreement and no guarantee. It says what is possible if every value above holds and every party keeps its word.
travels-in = People travel in: { $kinds }.
corridors-none = The scenario names no corridor.
corridors-caption = Corridors
corridor = Corridor
open = Open
kilometres = km
journey = Journey, empty road
said-by = On whose word
nobody-named = nobody is named
checkpoints-caption = Checkpoints: vehicles an hour, by kind, and room to wait
checkpoint = Checkpoint
waiting-room = May wait
always = always
never = never
gaps-none = The routes of this plan use { $km } km of roads. None of them is a gap that was closed while the map was made.
gaps = { $gap } km of the { $km } km of roads that this plan uses are gaps closed by the map's maker: nobody has seen a road there. Have them looked at before anybody is sent.
gap-line = { $road }: { $km } km, { $n ->
    [one] { $n } vehicle
   *[other] { $n } vehicles
 }
gaps-more = { $n ->
    [one] and { $n } shorter one; plan.geojson has all
   *[other] and { $n } shorter ones; plan.geojson has all
 }
turns-obeyed = Forbidden turns are obeyed ({ $n ->
    [0] the map knows of none
    [one] the map knows of { $n }
   *[other] the map knows of { $n }
 }).
turns-waived = Forbidden turns are waived in this scenario: somebody must direct the traffic there. This plan takes { $n ->
    [0] none of them
    [one] { $n } of them
   *[other] { $n } of them
 }.
turn-line = { $place }: from { $from } onto { $onto }

# The values of a scenario.
seconds = { $n } s
vehicles-needed = as many as needed ({ $n })
metres = { $n } m
between = { $least } to { $most }
value-within-all = a site may be from its road, { $n ->
    [one] one site
   *[other] all { $n } sites
 } that { $n ->
    [one] does
   *[other] do
 } not say
value-within = may be from its road, { $site }
value-gaps = roads nobody has seen: { $n ->
    [one] { $n } gap connector
   *[other] { $n } gap connectors
 } of the network
gap-figures = { $kmh } km/h, { $rate } vehicles an hour, on { $km } km
source-gaps = assumed where the road data were joined over a gap: speed and capacity of its class, measured by nobody
value-persons = people, { $who }
value-per-vehicle = people in a vehicle, { $who }
value-per-own-car = people in a vehicle, all own cars
value-per-bus = people in a vehicle, all buses
value-per-medical = people in a vehicle, all ambulances
groups-silent = { $n ->
    [one] one group that does not say
   *[other] { $n } groups that do not say
 }
value-vehicles = vehicles at most, { $who }
value-ready = ready from, { $who }
share-from = { $share } % from { $time }
value-flow = vehicles an hour that a lane sustains
value-fleet = vehicles of the fleet { $fleet }
value-seats = seats in each, { $fleet }
value-loading = getting in, { $fleet }
value-unloading = getting out, { $fleet }
value-delivery = aid, { $fleet }
delivery = at { $site } by { $time }
value-column = cars in a column at most, { $fleet }
value-forming = forming a column, { $fleet }
value-gap = time between two columns from one place, { $fleet }
value-apart = each car behind the one before, { $fleet }
value-duty = crews work, { $fleet }
value-crew = longest duty of a crew, { $fleet }
value-equivalents = cars that each counts as on the road, { $kind }
value-speed-factor = speed, times
value-capacity-factor = capacity of roads, times
value-room = room, { $site }
value-rate = vehicles an hour through the checkpoint { $site }, { $kind }
value-hours = hours of the checkpoint { $site }
value-checkpoint-waiting = may wait at the checkpoint { $site }
value-waiting = may wait at { $site }
value-corridor = corridor open, { $name }
value-corridor-proposed = corridor only proposed and not used by the plan, { $name }
value-area = area open, { $name }
value-closure = road closed: { $reason }
window-as-written = { $open } (as written: { $written })
value-horizon = plan looks ahead
value-step = planning step
value-travel-on = roads that may be used
value-turns = forbidden turns
any-road = any road
corridors-only = corridors only
obeyed = obeyed
waived = waived
source-line = line { $line } of the scenario
source-line-said = line { $line } of the scenario: { $said }
source-alike = { $source }; the same for all { $n } groups
source-default = program's default: { $citation }
place-city = city
place-town = town
place-village = village
place-hamlet = hamlet
place-other = place
place-with-people = { $name }, { $kind } of { $n }
place-without-people = { $name }, { $kind }
matched-with-distance = { $what }; { $km } km from the road
value-contraflow = contraflow { $stretch }: what the way in keeps
rosters = Vehicle by vehicle
rosters-about = { $n ->
    [one] { $n } vehicle of the fleets moves.
   *[other] { $n } vehicles of the fleets move.
} Each line is one vehicle's day, to be read aloud; rosters.csv has a row for each run. A vehicle is at its next start in time to load.
roster-line = { $vehicle }: { $runs }.
roster-vehicle = { $fleet } { $number }
roster-vehicles = { $fleet } { $first } to { $last }
run-with-people = { $leaves } from { $from } with { $n ->
    [one] { $n } person
   *[other] { $n } people
} by { $road }, at { $to } { $arrives }
run-leading = { $leaves } leads { $cars ->
    [one] { $cars } car
   *[other] { $cars } cars
}, { $n ->
    [one] { $n } person
   *[other] { $n } people
}, from { $from } by { $road }, at { $to } { $arrives }, the last car { $last }
run-empty = { $leaves } empty from { $from } by { $road }, at { $to } { $arrives }
run-with-aid = { $leaves } with aid from { $from } by { $road }, at { $to } { $arrives }
aid-missed = Aid: { $n ->
    [one] { $n } of { $all } vehicles ({ $fleet }) does not come by { $by }, when it is wanted. It does not drive in this plan.
   *[other] { $n } of { $all } vehicles ({ $fleet }) do not come by { $by }, when they are wanted. They do not drive in this plan.
 }
value-crowd = people who may be present at once, { $site }
value-gather = time from the call to leaving, { $site }
calls-caption = Calling forward to { $site }: never more than { $most ->
    [one] { $most } person
   *[other] { $most } people
 } there at once. Call nobody earlier.
calls-at = call from
calls-persons = people called
calls-leave = they leave
calls-present = most present
overnight-intro = Who stands where overnight on the way:
overnight-line = { $place }: { $vehicles ->
    [one] { $vehicles } vehicle
   *[other] { $vehicles } vehicles
 } with { $persons ->
    [one] { $persons } person
   *[other] { $persons } people
 }, from { $from } until { $until }.
