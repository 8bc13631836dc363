# passage check
check-holds-foot = The plan holds: { $persons } persons, { $foot } of them on foot and the others in { $vehicles }, { $movements } movements; { $left } persons are left behind.
check-holds = The plan holds: { $persons } persons in { $vehicles }, { $movements } movements; { $left } persons are left behind.
check-rules = { $n ->
    [0] Nobody is on a closed road. No road passes more than it can. Nobody waits where there is no room,
    [one] Nobody is on a closed road. No road, nor its checkpoint, passes more than it can. Nobody waits where there is no room,
   *[other] Nobody is on a closed road. No road, and none of its { $n } checkpoints, passes more than it can. Nobody waits where there is no room,
 }
    arrives late or without room, or is lost. Every figure is that of the movements.
check-bound-unproven =
    Not proved here: that no plan brings out more than { $limit }. That bound is the planner's word; it was only found
    to contradict neither the plan nor what can be counted (seats, room, vehicles ready, roads at both ends).
check-documents = plan { $plan }, scenario { $scenario }, network { $network }

proof-holds = The proof holds: no plan can bring out more than { $n } by { $by }.
proof-reached = This plan does bring them out.
proof-gap = This plan brings out { $n }: at least { $share } % of the best possible.
proof-hour = by { $by } { $n }
proof-hour-gap = by { $by } { $n } (this plan { $reached })
proof-every-step = This plan is at the limit at each of { $steps } deadlines.
proof-gap-steps = At { $n } of { $steps } deadlines this plan is below the limit, by { $most } people at most.
proof-basis = Certificate of { $size } kB. It leaves out no window, time, capacity, turn, checkpoint, waiting place or vehicle of the { $roads } roads that lead to safety; vehicles carry the mean of their group, move in steps of { $step } s and never turn back.
proof-left-out = { $n ->
    [one] One more road only leads into a dead end.
   *[other] { $n } more roads only lead into dead ends.
 }
proof-sum-unproven = Not proved here: that waiting cannot add up to less than { $stated } person-hours; the cuts prove { $proven }.
proof-contraflow = It is for contraflow as this plan has it.
