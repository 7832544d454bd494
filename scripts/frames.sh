#!/usr/bin/env bash
# Counts the frames of the workbench with a graph of a thousand nodes in a real window, while it is
# panned, zoomed and while a card is dragged, drawn by the processor alone:
#   scripts/frames.sh
# Needs Xvfb (package xvfb), GTK 3, and a build with its tests: mvn -Dfast -DskipTests package
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
home=app/target/signalbox
classes=app/target/test-classes
[ -d "$home/lib" ] && [ -d "$classes" ] || {
  echo 'frames.sh: build first: mvn -Dfast -DskipTests package' >&2
  exit 3
}
java=$(./signalbox --print-jdk)/bin/java
exec xvfb-run -a -s '-screen 0 1700x1100x24' "$java" -XX:+UseSerialGC -XX:+UseCompactObjectHeaders \
  --sun-misc-unsafe-memory-access=allow -Dprism.order=sw ${SIGNALBOX_JAVA_OPTS:-} \
  --enable-native-access=ALL-UNNAMED,javafx.graphics \
  --module-path "$home/fx" --add-modules javafx.controls,jfx.incubator.richtext \
  -cp "$classes:$home/lib/*" "${1:-io.signalbox.app.FrameRate}"
