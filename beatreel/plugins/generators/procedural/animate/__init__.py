"""From a plate to frames: camera, lights, air and finish, each a pure function of time, music and seed."""
