# Coordinates, read back.
coordinates-head = { $text } (read as { $form })
coordinates-decimal = decimal  { $form }
coordinates-degrees = degrees  { $form }
coordinates-utm = UTM      { $form }
coordinates-mgrs = MGRS     { $form }
coordinates-nearest = nearest  { $name }, { $far }
coordinates-km = { $km } km
coordinates-far = That is { $far } from where it should be.
coordinates-likely = { $slip }? Then it is { $there }.
coordinates-unexplained = No slip of the hand explains it: ask for the coordinates again.
coordinates-swapped = Latitude and longitude swapped
coordinates-latitude-sign = North and south confused, or a minus lost
coordinates-longitude-sign = East and west confused, or a minus lost
coordinates-both-signs = Both signs lost
coordinates-zone = Zone { $zone } meant
coordinates-form-decimal = decimal degrees
coordinates-form-degrees = degrees and minutes
