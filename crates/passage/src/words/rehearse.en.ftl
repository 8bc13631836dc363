# Rehearsals
rehearse-title = Rehearsal: { $title }, { $n ->
    [one] one day
   *[other] { $n } days
 }, seed { $seed }
rehearse-calm = With nothing going otherwise, and queues that spill back: { $n } of { $planned } planned persons are safe by the end of the plan.
rehearse-safe = Planned: { $planned } persons safe by { $by } ({ $zone }). By { $end }, when the plan ends, it is between { $low } and { $high } of them on nine days of ten, and { $half } or more on half of the days.
rehearse-finished = Everybody who came is safe by the end of the plan on { $share }.
rehearse-share = { $n } % of days ({ $low } to { $high })
rehearse-caught = CAUGHT ON THE ROAD: on { $share } somebody is on a road whose window has ended. On such a day it is { $n ->
    [one] one vehicle
   *[other] { $n } vehicles
 } with { $persons ->
    [one] one person
   *[other] { $persons } persons
 } on the median, on one in twenty { $most ->
    [one] one vehicle
   *[other] { $most } vehicles
 } or more. Those who joined are among them, and whoever ran out of fuel there; whoever arrives after all counts as safe too. Who stands beside the road or in a checkpoint's lane then is not counted.
rehearse-caught-out-of-fuel = On { $share } somebody of these stands there without fuel: { $n ->
    [one] one vehicle
   *[other] { $n } vehicles
 } with { $persons ->
    [one] one person
   *[other] { $persons } persons
 } on the median such day. No turn-back time prevents that, but fuel before they leave, or a seat in a bus. Leaving these aside, somebody is caught on { $late }.
rehearse-nobody-caught = Nobody is on a road whose window has ended on any of these days: with 95 % certainty that happens on fewer than { $most } % of days.
rehearse-caught-road = { $road }: on { $share }, { $n ->
    [one] one vehicle
   *[other] { $n } vehicles
 } then on the mean
rehearse-caught-more = and { $n ->
    [one] another road
   *[other] { $n } other roads
 }: the first of them in rehearsal.html, all in rehearsal.json
rehearse-turn-back = { $who }: on 95 of 100 days nobody was caught who set out before { $time }, by when the plan calls { $n } of { $all } of their vehicles; on none of the days anybody who set out before { $always }.
rehearse-turn-back-never = { $who }: there is no departure of theirs of which nobody was caught on 95 of 100 days.
rehearse-never = the end
rehearse-hours = Persons safe by
rehearse-planned = planned
rehearse-played = played
rehearse-p5 = bad day
rehearse-p50 = middle
rehearse-p95 = good day
rehearse-quantiles = One day in twenty is worse than bad, one in twenty better than good; half are worse than the middle.
rehearse-checkpoint = { $name }: half of the vehicles wait no longer than { $half }, 95 of 100 no longer than { $most }; the longest queue of a day, on the last road before it, is { $queue ->
    [one] one vehicle
   *[other] { $queue } vehicles
 } on the median, { $longest } or more on one day in twenty.
rehearse-reach-checkpoint = { $name }: the queue reaches back to { $place } and holds up others there on { $share }, from { $time } on the median of these.
rehearse-reach-road = { $name }: the queue at its end reaches back to { $place } and holds up others there on { $share }, from { $time } on the median of these.
rehearse-those-who-joined = Of those who joined or followed, whom nobody planned, { $low } to { $high } persons are safe and { $least } to { $most } are not (nine days of ten).
rehearse-site = { $name }: prepare for { $low } to { $high } persons, those who joined among them (nine days of ten).
rehearse-gridlock = GRIDLOCK on { $share }: roads that wait for one another in a circle, first on day { $day }: { $places }
rehearse-causes = What the spread comes from
rehearse-spread = of the spread
rehearse-vehicles-caught = caught a day
rehearse-cause-adds = Without this cause { $n ->
    [one] one vehicle
   *[other] { $n } vehicles
 } fewer would be caught on the mean day: { $cause }.
rehearse-cause-spares = Without this cause { $n ->
    [one] one vehicle
   *[other] { $n } vehicles
 } more would be caught on the mean day: { $cause }.
rehearse-causes-note = The share of the spread of persons safe that goes when a cause is as on other days; causes that act together are counted in each. Caught: vehicles on the mean day, less those without the cause; a cause may catch vehicles and leave as many safe. Below zero: with the cause fewer are caught, as a rule since fewer set out in time, which makes nobody safe.
rehearse-cause-ready = people are ready late
rehearse-cause-compliance = people leave early or do not come
rehearse-cause-joiners = others join
rehearse-cause-persons-in-car = persons in a car
rehearse-cause-checkpoints = checkpoints
rehearse-cause-roads = what roads pass
rehearse-cause-breakdowns = breakdowns
rehearse-cause-fuel = fuel
rehearse-cause-opening = the window opens late or early
rehearse-cause-closing = the window ends early or is extended
rehearse-cause-incidents = incidents on the road
rehearse-cause-dark = slower in the dark
rehearse-cause-other-road = cars take another road
rehearse-cause-followers = cars follow columns and convoys
rehearse-cause-mines = mines on corridors
rehearse-cause-convoys = gaps in columns and convoys
rehearse-effects = Assumed by us, at its least and its most
rehearse-effect = { $least } to { $most }
rehearse-effect-caught = caught a day
rehearse-effect-safe = safe
rehearse-effects-note = Of { $n } figures without a public source those that do most to the risk: each alone always at its least, then always at its most, on { $days } days on which all else is as drawn. All are in rehearsal.html.
rehearse-worst = The worst day is day { $day }: { $caught ->
    [one] one person caught
   *[other] { $caught } persons caught
 }, { $safe } safe.
rehearse-worst-others = Then days { $days }; tell any of them with --day and the same seed.
rehearse-written = Written: { $file }
rehearse-day-title = Day { $day }
rehearse-day-safe = { $n } of { $planned } persons are safe by the end of the plan.
rehearse-day-caught = When the window ends at { $time }, { $n ->
    [one] one vehicle is
   *[other] { $n } vehicles are
 } still on { $road }.
rehearse-day-caught-roads = When the window ends at { $time }, { $all } vehicles are still on the road; most, { $n }, on { $road }.
rehearse-day-queue = { $name }: the queue is longest at { $time }, { $n ->
    [one] one vehicle
   *[other] { $n } vehicles
 }.
rehearse-day-stayed = { $n ->
    [one] One person of the plan stays
   *[other] { $n } persons of the plan stay
 } at home.
rehearse-day-on-the-way = { $n ->
    [one] One person of the plan is
   *[other] { $n } persons of the plan are
 } on the way when the day ends.
rehearse-day-gridlock = Gridlock: { $places }
rehearse-late = { $name }: opens { $by } late.
rehearse-before = { $name }: opens { $by } before the agreed time.
rehearse-early = { $name }: the window ends { $by } early.
rehearse-extended = { $name }: the window is extended by { $by }.
rehearse-other-roads = Roads outside corridors
rehearse-incident = { $road } is closed from { $time } for { $by }.
rehearse-pause = { $name } stops work at { $time } for { $by }.
rehearse-checkpoint-pace = Checkpoints pass { $share } of their rates.
rehearse-road-pace = Roads pass { $share } of their capacities.
rehearse-persons = { $n } persons in a car.
rehearse-persons-in-all = In the planned cars sit { $all } persons on this day; planned were { $planned }.
rehearse-went-other-road = { $n ->
    [one] One car takes
   *[other] { $n } cars take
 } another road than the one called.
rehearse-mined = { $road }: mines are found; nobody passes before { $time }.
rehearse-followed = { $n ->
    [one] One car that nobody planned follows
   *[other] { $n } cars that nobody planned follow
 } { $columns ->
    [one] a column or convoy
   *[other] { $columns } columns and convoys
 }.
rehearse-joined = { $n ->
    [one] One car joins
   *[other] { $n } cars join
 }.
rehearse-not-come = { $n ->
    [one] One car does
   *[other] { $n } cars do
 } not come.
rehearse-broke-down = { $n ->
    [one] One vehicle breaks
   *[other] { $n } vehicles break
 } down.
rehearse-out-of-fuel = { $n ->
    [one] One car runs
   *[other] { $n } cars run
 } out of fuel.
rehearse-value = { $likely } ({ $least } to { $most }) { $unit }
rehearse-sourced = { $why }. Source: { $source }
rehearse-assumed = { $why }. { rehearse-by-us }.
rehearse-by-us = Assumed by us
rehearse-listed = of a rehearsal, { $key }
rehearse-mines = Mines
rehearse-mines-nobody = { $name }: nobody has confirmed that it is clear of mines. It is assumed to be mined on some days (mined).
rehearse-mines-said = { $name }: confirmed clear of mines by { $said }, { $source }.
rehearse-mines-listed = of a rehearsal, { $name }: confirmed clear of mines by
rehearse-given = line { $line } of the scenario.
rehearse-given-said = line { $line } of the scenario: { $said }
rehearse-unit-minutes = minutes
rehearse-unit-share = %
rehearse-unit-persons = persons
rehearse-unit-a-day = a day
rehearse-unit-km = km
rehearse-unit-m = m
rehearse-unit-breakdowns = per 10,000 km
rehearse-harden-days = Each margin was tried on { $days ->
    [one] one day
   *[other] { $days } days
 }, and the best on as many others: the upper end is { $limit } % at most.
rehearse-margin-last = { $who }: last called at { $time }
rehearse-harden-plan = As planned { $called } persons are called; on { $share } somebody is caught on the way, and on the mean day { $safe } are safe.
rehearse-harden-out-of-fuel = On { $dry } somebody stands on a road without fuel when its window ends. It is not in these shares; only fewer cars make it rarer.
rehearse-harden-best = With these margins { $called } are called, { $less } fewer; on { $share } somebody is caught, and on the mean day { $safe } are safe:
rehearse-harden-enough = That is within { $limit } % of days already: no margin is needed.
rehearse-harden-none = No margin with which anybody gets out brings that under { $limit } % of days; { $tried } were tried.
rehearse-harden-least = The least risk that was found: { $called } are called, { $less } fewer; on { $share } somebody is caught, and on the mean day { $safe } are safe:
rehearse-margin-earlier = turn-back times { $by } earlier
rehearse-margin-called = { $n } of 100 cars are called
rehearse-margin-first-hour = in the first hour of each group { $n } of 100 of these
versus-title = Comparison on the same days: A is { $first }, B is { $second }; { $n } days, seed { $seed }. What is assumed is the scenario's of A.
versus-horizons = Persons are counted by the end of each plan: of A by { $first }, of B by { $second }.
versus-plan = Plan
versus-planned = persons safe as planned
versus-mean = persons safe on the mean day
versus-caught = days with somebody caught
versus-safe = { $plan } has { $n } more persons safe on the mean day (95 %: { $low } to { $high }).
versus-safe-not-apart = In persons safe the days do not tell them apart: on the mean day A has between { $low } fewer and { $high } more (95 %).
versus-caught-fewer = With { $plan } somebody is caught on { $n } of 100 days fewer (95 %: { $low } to { $high }): on { $both } days with both, on { $a } with A alone, on { $b } with B alone.
versus-caught-not-apart = In days with somebody caught the days do not tell them apart: with A between { $low } of 100 fewer and { $high } more (95 %); on { $both } days with both, on { $a } with A alone, on { $b } with B alone.
versus-sharper = Both meet the same chances: to be as sure of the persons with days of its own for each plan, it would take { $times } times as many.
rehearse-kept = Nothing is written: the plan's folder has a rehearsal of { $n ->
    [one] one day
   *[other] { $n } days
 } with seed { $seed }, which is more. --replace writes this one instead.
rehearse-replaced = They replace the rehearsal of { $n ->
    [one] one day
   *[other] { $n } days
 } with seed { $seed }.
rehearse-site-one = { $name }: prepare for { $low ->
    [one] one person
   *[other] { $low } persons
 }, those who joined among them (at least nine days of ten).
rehearse-safe-always = Planned: { $planned } persons safe by { $by } ({ $zone }). By { $end }, when the plan ends, it is { $half } of them on all of these days.
rehearse-worst-other = { $day } ({ $caught ->
    [one] one person
   *[other] { $caught } persons
 } caught, { $safe } safe)
versus-same = Both are the same plan: there is no difference to tell.
versus-scenarios = The plans were made for different scenarios: what differs between them may come from the scenarios and not from the plans.
