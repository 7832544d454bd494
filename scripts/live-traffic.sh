#!/usr/bin/env bash
# Watches the table of traffic in a real window while 500 requests a second are recorded:
#   scripts/live-traffic.sh
#   SIGNALBOX_JAVA_OPTS   -Drate=500 requests a second, -Dseconds=60
# Needs Xvfb (package xvfb), GTK 3, and a build with its tests: mvn -Dfast -DskipTests package
set -euo pipefail
exec "$(dirname "${BASH_SOURCE[0]}")/frames.sh" io.signalbox.app.LiveTraffic
