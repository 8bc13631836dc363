# A day to watch
replay-title = A day to watch: { $title }
replay-day = Day { $day } of the rehearsal with seed { $seed }, plan { $plan }.
replay-calm = The plan as it is, with nothing going otherwise; plan { $plan }.
replay-no-script = This page needs a script, which is in the page itself, to show the day. Without it only the map and the story are seen.
replay-home = Persons at home
replay-way = Persons on the way
replay-safe = Persons safe
replay-caught = Vehicles caught
replay-vehicles = Vehicles on the road
replay-joined = Others who joined, through
replay-strip = Over the day, in the colours of the figures above: persons at home, on the way and safe. The line is now.
replay-map = Map of the roads with the vehicles on them; the figures above and in the tables below say how many are where.
replay-play = Play
replay-pause = Pause
replay-speed = Speed
replay-speed-of = { $n } min a second
replay-slider = Time of day
replay-keys = Keys: space plays and pauses; left and right go five minutes back and on.
replay-dark = dark
replay-light = daylight
replay-open = open
replay-closed = closed
replay-key-drives = a vehicle that drives; larger: a bus, a column, a convoy
replay-key-stands = a vehicle that stands, or is slower than 5 km/h
replay-key-caught = caught: on a road whose window has ended; the number says how many where marks lie on each other
replay-key-quarter = up to a quarter of the road’s room is taken
replay-key-half = up to half
replay-key-three-quarters = up to three quarters
replay-key-full = more: a queue
replay-key-closed = nobody may enter: outside a window, or an incident
replay-key-number = vehicles that stand before a checkpoint
replay-places = Places at this moment
replay-waiting = vehicles waiting
replay-site = Reception site
replay-received = persons received
replay-now = now
replay-story = What goes otherwise on this day, and what comes of it
replay-basis = What is drawn, and how exactly
replay-all-drawn = { $n ->
    [one] The one vehicle that sets out is drawn.
   *[other] All { $n } vehicles that set out are drawn.
 }
replay-sample = { $n } of { $all } vehicles that set out are drawn, one of { $one }; all counts are of all vehicles.
replay-sample-caught = Every vehicle that is caught is drawn besides.
replay-sample-caught-one = Of those that are caught one of { $one } is drawn besides.
replay-exact = When a vehicle passes from one road to the next is as the rehearsal played it. Between, it is drawn where it would be if it drove freely up to the end of the queue and then moved up. Counts are made every { $every } s and at the end. Somebody is caught a step of the plan after the window has ended.
