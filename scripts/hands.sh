# Hands for scripts that use the workbench in a real window: sourced by newcomer.sh and jobs.sh.
# What is on the screen is known by its names: the window is started with --where, and writes there
# the place, id, states and words of everything that is seen. Names are #ID, or words; with * at the
# end, words that begin so; with * at both ends, words with that in them.
# Sets work (a temporary directory), where, pictures, hands, clicks and step.

# Begins again within a screen of its own, unless it is there.
#   own_screen NAME [ARGUMENT ...]
own_screen() {
  local script=$1 tool
  shift
  [ -z "${HANDS_SCREEN:-}" ] || return 0
  for tool in xvfb-run xdotool xclip import openbox; do
    command -v "$tool" >/dev/null || {
      echo "$script: $tool is needed, and not on the path." >&2
      exit 3
    }
  done
  # It may have to be built first, which is not what is measured here.
  ./signalbox --version
  HANDS_SCREEN=own exec xvfb-run -a -s '-screen 0 1700x1100x24' bash "scripts/$script" "$@"
}

# Takes a directory for the pictures, and puts all back at the end.
#   begin NAME [DIRECTORY]
begin() {
  name=$1
  pictures=${2:-$(mktemp -d)}
  mkdir -p "$pictures"
  work=$(mktemp -d)
  where=$work/where
  started=()
  hands=${HANDS:-mouse}
  step=0
  clicks=0
  window=
  trap finish EXIT
  openbox >/dev/null 2>&1 &
  started+=($!)
  # It counts desktops as soon as it looks after windows.
  for _ in $(seq 50); do
    xdotool get_num_desktops >/dev/null 2>&1 && break
    sleep 0.1
  done
  SECONDS=0
}

finish() {
  local status=$? pid
  if [ "$status" -ne 0 ]; then
    import -window root "$pictures/failed.png" || true
    cp "$where" "$pictures/failed.txt" 2>/dev/null || true
    tail -n 5 "$work/window" >&2 || true
  fi
  for pid in ${started[@]+"${started[@]}"}; do
    kill "$pid" 2>/dev/null || true
  done
  wait
  rm -rf "$work"
}

fail() {
  echo "$name: $*" >&2
  exit 1
}

# Opens a window on a home, without any key of a provider.
#   open_window HOME [ARGUMENT ...]
open_window() {
  local home=$1
  shift
  rm -f "$where"
  env -u OPENAI_API_KEY -u ANTHROPIC_API_KEY -u GEMINI_API_KEY -u DEEPSEEK_API_KEY \
    SIGNALBOX_HOME="$home" SIGNALBOX_NO_BUILD=1 \
    SIGNALBOX_JAVA_OPTS="-Dprism.order=sw ${SIGNALBOX_JAVA_OPTS:-}" \
    ./signalbox open --theme "${THEME:-light}" --size "${SIZE:-1280x800}" --where "$where" "$@" \
    >"$work/window" 2>&1 &
  window=$!
  started+=("$window")
}

# Ends the window, as its owner does.
close_window() {
  kill "$window"
  wait "$window" 2>/dev/null || true
  rm -f "$where"
}

# Photographs what is seen after a step.
#   done_with NAME WORDS
done_with() {
  step=$((step + 1))
  # What is known is drawn a moment later.
  sleep 1.5
  no_trouble
  import -window root "$pictures/$(printf '%02d' "$step")-$1.png"
  printf '%3ds  %s\n' "$SECONDS" "$2"
}

# The lines of what is named so.
found() {
  [ -e "$where" ] || return 0
  NAME=$1 awk -F'\t' '
    BEGIN { name = ENVIRON["NAME"]; id = substr(name, 1, 1) == "#"; begins = name ~ /\*$/
            if (id) name = substr(name, 2); if (begins) name = substr(name, 1, length(name) - 1)
            within = begins && substr(name, 1, 1) == "*"; if (within) name = substr(name, 2) }
    id ? $2 == name : within ? index($4, name) > 0 : begins ? index($4, name) == 1 : $4 == name' "$where"
}

words_of() { found "$1" | head -n 1 | cut -f 4; }

states_of() { found "$1" | head -n 1 | cut -f 3; }

# Waits until what is named so is seen, at most $2 seconds.
await() {
  local tries=$((${2:-20} * 5))
  until [ -n "$(found "$1")" ]; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || fail "“$1” was not seen in time"
    kill -0 "$window" 2>/dev/null || fail "the window is gone"
    sleep 0.2
  done
}

# Waits until what is named so has the focus.
await_focus() {
  local tries=100
  until found "$1" | cut -f 3 | grep -qw focused; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || fail "“$1” did not get the focus"
    sleep 0.2
  done
}

# Waits until a file is there, and holds something.
await_file() {
  local tries=50
  until [ -s "$1" ]; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || fail "$1 was not written"
    sleep 0.2
  done
}

# Waits until what is named so stands still, and says where its middle is.
middle() {
  local before='' now
  await "$1"
  for _ in $(seq 20); do
    now=$(found "$1" | head -n 1 | awk -F'\t' '{ split($1, at, " "); print int(at[1] + at[3] / 2), int(at[2] + at[4] / 2) }')
    [ -n "$now" ] && [ "$now" = "$before" ] && break
    before=$now
    sleep 0.6
  done
  printf '%s' "$now"
}

click() {
  local at
  at=$(middle "$1")
  # shellcheck disable=SC2086
  xdotool mousemove --sync $at sleep 0.1 click 1
  clicks=$((clicks + 1))
  sleep 0.2
}

# Turns the wheel over what is named $2 until what is named $1 is seen.
scroll_to() {
  local at
  at=$(middle "$2")
  # shellcheck disable=SC2086
  xdotool mousemove --sync $at
  for _ in $(seq 12); do
    xdotool click 5 sleep 0.7
    [ -z "$(found "$1")" ] || break
  done
  # All of it.
  xdotool click 5 sleep 0.7
}

keys() { xdotool key "$@" sleep 0.3; }

typed() { xdotool type --delay 15 "$1"; }

# Runs a command by its words in the palette.
command_named() {
  xdotool key ctrl+k sleep 0.6
  xdotool type --delay 15 "$1"
  xdotool sleep 0.8 key Return sleep 0.4
}

# With the mouse what is named $1, else the command $2 of the palette.
choose() {
  if [ "$hands" = mouse ]; then
    click "$1"
  else
    command_named "$2"
  fi
}

# Writes a path into the system's dialog with this title, and takes it.
#   in_dialog TITLE PATH
in_dialog() {
  local dialog
  dialog=$(timeout 20 xdotool search --sync --name "$1" | head -n 1)
  xdotool windowactivate --sync "$dialog" sleep 0.5
  xdotool key ctrl+a
  xdotool type --delay 20 "$2"
  xdotool sleep 0.5 key Return
}

lit() { cut -f 3 "$where" | grep -cw lit || true; }

# Waits until a path is highlighted on the canvas.
await_lit() {
  local tries=50
  until [ "$(lit)" -ge 3 ]; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || fail 'no path is highlighted on the canvas'
    sleep 0.2
  done
}

# Nothing that went wrong was told on the way.
no_trouble() {
  [ -z "$(found '#notice-trouble')" ] || fail "an error is shown: $(words_of '#notice-trouble')"
}

clipboard() { xclip -selection clipboard -out; }
