# Turn-back times at every place
last-moments-intro = Whoever passes a place later than this is not through, on any road: free driving from there, without a queue. Times on the way are never rounded up.
last-moments-caption = The last moment at each assembly point and checkpoint, by window
last-moments-caption-kinds = The last moment at each assembly point and checkpoint, by window; vehicles: { $kinds }
last-moments-others = The file turn-back.csv beside this report has the same for { $n ->
    [one] one named place
   *[other] { $n } named places
 } on the way.
last-moments-place = Place
last-moments-vehicles = Vehicles
last-moments-pass-by = Pass by
last-moments-behind = Behind the queues of the plan
last-moments-leads = Leads to
last-moments-later = Half an hour later
last-moments-places = Places on the way, passed by at the latest:
last-moments-short = { $kinds } { $last }
last-moments-never = never through
last-moments-no-place = nobody is through behind them
last-moments-ahead = { $last }: at the last moment, { $n ->
    [one] one vehicle would be ahead and cost { $wait }
   *[other] { $n } vehicles would be ahead and cost { $wait }
}
last-moments-assembly = { $place } (assembly point)
last-moments-checkpoint = { $place } (checkpoint)
last-moments-line = { $kinds }: pass by { $last } (possible from { $from }).
last-moments-to = { $site }, received { $at }.
last-moments-to-dark = { $site }, received { $at }, in the dark.
last-moments-by = { $site } by { $way }, received { $at }.
last-moments-by-dark = { $site } by { $way }, received { $at }, in the dark.
last-moments-through = Checkpoints ahead: { $places }.
one-car = a car
one-bus = a bus
one-medical = an ambulance
late-on = At { $at } { $one } would be on the road between { $from } and { $to } when it closes at { $until }.
late-on-near = At { $at } { $one } would be on the road near { $from } when it closes at { $until }.
late-before = At { $at } { $one } would stand before a closed road near { $from } at { $until }.
late-checkpoint = At { $at } { $one } would stand at { $from } at { $until }, when nobody is let through there.
late-horizon = At { $at } { $one } would be between { $from } and { $to } when the plan ends at { $until }.
late-horizon-near = At { $at } { $one } would be near { $from } when the plan ends at { $until }.
late-dark = It is dark by then (sunset { $sunset }).
late-dark-always = It is dark all day.
late-stay = { $place } ({ $n ->
    [one] room for one vehicle
   *[other] room for { $n } vehicles
}, reached { $at })
late-stays = May wait before that: { $stays }.
turn-back-title = Turn-back times: { $title }
turn-back-reading = With the values of this reading: { $reading }. All times: { $zone }.
turn-back-nowhere = There is no assembly point and no checkpoint, so there are no turn-back times.

# A plan made again
again-standing = At { $now }: { $safe } people are safe already, { $way } are under way; this plan brings out { $more } more of those who are left. What changes, in vehicles:
again-kept = { $n } as told
again-moved = { $n } moved by { $m } min at most
again-other-road = { $n } by another road
again-cancelled = { $n } cancelled
again-new = { $n } new
again-gain = With everything free to change, { $n } more people would be safe; then { $m } vehicles that were told change.
again-adrift = Under way, and who must be where:
again-caught = { $who }: { $n } people are on a road that closes before they are off it at { $at }.
again-shelter = { $who }: { $n } people must be at { $place } by { $at } and stay.
again-halt = { $who }: { $n } people go on to { $place } now, are there by { $at } and wait there until { $until }.
again-back = { $who }: { $n } people turn back to { $place } by open roads, are there by { $at } and stay.
again-no-shelter = { $who }: { $n } people reach no place to wait while the roads are open (at the next junction { $at }).
again-roadside = { $who }: { $n } people go on by this plan, but must stand at the roadside until { $at }, where no room to wait is named.
again-fleet-kept = { $fleet }: { $n } as told
again-vehicle-more = { $vehicle }: as told, and then again from { $at } on
again-vehicle-otherwise = { $vehicle }: otherwise from { $at } on
again-vehicle-stops = { $vehicle }: as told, but cancelled from { $at } on
again-vehicle-cancelled = { $vehicle }: cancelled
again-vehicle-new = { $vehicle }: from { $at } on, new
again-empty-caught = { $who }, empty: on a road that closes before it is left at { $at }.
again-empty-shelter = { $who }, empty: must be at { $place } by { $at } and stay.
again-empty-no-shelter = { $who }, empty: no place to wait is reached while the roads are open (at the next junction { $at }).
again-out = { $who }: { $n } people wait near { $place } from { $at } on, as their vehicle has broken down.
again-empty-out = { $who }, empty: broken down near { $place }.
last-moments-stay = Counted are the queues of the plan. { $n ->
    [one] One person who stays is
   *[other] { $n } people who stay are
 } in no queue: whoever is not in the plan is not on the road. If they set out all the same, these moments do not hold behind them.
