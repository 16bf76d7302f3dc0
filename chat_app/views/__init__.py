"""Components bound to states: the organs of the screen."""
