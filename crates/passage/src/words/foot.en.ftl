# People on foot over footways.
foot = On foot: { $n ->
    [one] { $n } person
   *[other] { $n } people
 } over { $name }, { $when }, { $walk } each.
foot-exposed = On foot: { $n ->
    [one] { $n } person
   *[other] { $n } people
 } over { $name }, { $when }, { $walk } each: { $hours } person-hours in the open.
foot-nobody = On foot: nobody goes over { $name }.
foot-waits = On the far side they wait { $mean } on average.
foot-heading = On foot
foot-about = Whoever walks first is over as late as their vehicle allows, so that nobody stands on the far side for longer than need be. Groups that share a footway walk in the order of the scenario; the limits hold for that order.
foot-footway = over
foot-begin = begin to walk
foot-over = all over by
foot-caption = Who walks over when, in quarters of an hour; walks.csv has every step.
bottleneck-footway = { $name } takes { $n ->
    [one] { $n } person
   *[other] { $n } people
 } an hour on foot
why-not-over = { $name } does not bring them over in time to go on.
explain-foot = { $name } is full on foot, { $when }.
explain-only-foot = Behind it nothing is full: whoever comes over can go on.
explain-foot-wider = { $n } people more an hour over { $name }
offers-loss-footway = the footway { $name }
value-footway-rate = people on foot in an hour, { $name }
value-footway-speed = walking speed, { $name }
value-footway-length = length, { $name }
value-footway-hours = open, { $name }
value-footway-exposed = in the open, { $name }
speed-kmh = { $speed } km/h
yes = yes
no = no
last-moments-footway = { $place } (footway)
last-moments-walk = { $kinds }: step onto it by { $last }, over by { $over }.
last-moments-walk-on = { $kinds } that wait behind it: to go on with them step onto it by { $last }; be over by { $over }.
again-foot = On foot (the walks of this plan are those from now on):
again-foot-where = { $name }: { $over } people are over it and have not gone on, { $on } are on it, { $before } are still before it.
again-foot-stay = { $name }: { $n } of those who have begun to walk are not brought on.
again-foot-counted = { $who }: { $n } people have come over as counted, by the plan { $planned }.
