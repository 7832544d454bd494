package io.signalbox.engine.graph.condition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs a program over a text as a deterministic machine whose states are made when they are first
/// needed. Belongs to one thread, unless it is [#complete]; then it no longer changes.
final class RegexMachine {
  /// What it costs to make a transition, and each place of the program looked at for it.
  static final int STEPS_A_TRANSITION = 40;

  static final int STEPS_A_PLACE = 12;

  /// A machine of no more transitions is made beforehand.
  private static final int MOST_BEFOREHAND = 20_000;

  /// So much may be looked at to make it.
  private static final long MOST_WORK = 4_000_000;

  /// Numbers that states may hold before they are all thrown away.
  private static final int MOST_HELD = 2_000_000;

  /// So many characters are paid for and copied out of a text at once.
  private static final int PIECE = 1_024;

  private static final int UNKNOWN = 0;
  private static final int MATCH = -1;
  private static final int DEAD = -2;

  private static final int TEXT_START = 1;
  private static final int LINE_START = 2;
  private static final int AFTER_WORD = 4;

  private final RegexProgram program;
  private final RegexClasses classes;
  private final int[] latin; // the classes of the first characters
  private final int width; // of a row: the classes, and the end of the text
  private final Map<State, Integer> numbers = new HashMap<>();
  private final List<State> states = new ArrayList<>();
  private int[] table = new int[0];
  private int held;
  private int beginnings; // how often all states were thrown away

  private final int[] mark; // by place: when it was last visited
  private final int[] open;
  private int round;

  /// What has been read so far, as far as it matters.
  private static final class State {
    private final int[] places; // of the program, sorted; that of a new match among them
    private final int before; // what stands before
    private final int hash;

    State(int[] places, int before) {
      this.places = places;
      this.before = before;
      this.hash = 31 * Arrays.hashCode(places) + before;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof State that
          && before == that.before
          && Arrays.equals(places, that.places);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  RegexMachine(RegexProgram program, RegexClasses classes) {
    this.program = program;
    this.classes = classes;
    this.latin = classes.latin();
    this.width = classes.count() + 1;
    this.mark = new int[program.size()];
    this.open = new int[program.size() * 2 + 2];
    begin();
  }

  private void begin() {
    numbers.clear();
    states.clear();
    table = new int[width * 16];
    held = 0;
    beginnings++;
    states.add(new State(new int[0], 0)); // 0 means unknown
    number(new State(new int[] {program.start()}, TEXT_START | LINE_START));
  }

  /// Makes all states at once.
  ///
  /// @return whether there are few enough
  boolean complete() {
    var work = new Steps(MOST_WORK);
    try {
      for (int state = 1; state < states.size(); state++) {
        for (int charClass = 0; charClass < width; charClass++) {
          if ((long) states.size() * width > MOST_BEFOREHAND) {
            return false;
          }
          next(state, charClass, work);
        }
      }
      return true;
    } catch (Steps.OverBudgetException e) {
      return false;
    }
  }

  /// Whether the text contains a match.
  boolean find(String text, Steps steps) {
    int state = 1;
    int length = text.length();
    var piece = new char[Math.min(length, PIECE)];
    for (int at = 0; at < length; ) {
      int size = Math.min(length - at, PIECE);
      steps.spend(size);
      text.getChars(at, at + size, piece, 0);
      int read = 0;
      while (read < size) {
        int point = piece[read];
        if (point >= latin.length) { // perhaps half of a pair
          point = text.codePointAt(at + read);
        }
        read += Character.charCount(point);
        int charClass = point < latin.length ? latin[point] : classes.of(point);
        int next = table[state * width + charClass];
        if (next == UNKNOWN) {
          next = next(state, charClass, steps);
        }
        if (next < 0) {
          return next == MATCH;
        }
        state = next;
      }
      at += read;
    }
    int end = table[state * width + width - 1];
    return (end == UNKNOWN ? next(state, width - 1, steps) : end) == MATCH;
  }

  private int next(int number, int charClass, Steps steps) {
    State from = states.get(number);
    int places = close(from, charClass);
    steps.spend(STEPS_A_TRANSITION + (long) STEPS_A_PLACE * Math.abs(places));
    int before = beginnings;
    int next = places < 0 ? MATCH : follow(charClass, places);
    if (before == beginnings) {
      table[number * width + charClass] = next;
    }
    return next;
  }

  /// Visits all places that are reached without a character, given the next one.
  ///
  /// @return how many were visited; negative if one of them is a match
  private int close(State from, int charClass) {
    round++;
    int visited = 0; // open[0..visited) are visited, open[visited..known) known
    int known = 0;
    for (int place : from.places) {
      known = know(place, known);
    }
    while (visited < known) {
      switch (program.step(open[visited++])) {
        case RegexProgram.Step.Take take -> {}
        case RegexProgram.Step.Fork fork -> known = know(fork.other(), know(fork.one(), known));
        case RegexProgram.Step.Pass pass -> {
          if (isAt(pass.kind(), from.before, charClass)) {
            known = know(pass.next(), known);
          }
        }
        case RegexProgram.Step.Match match -> {
          return -visited;
        }
      }
    }
    return visited;
  }

  private int know(int place, int known) {
    if (mark[place] == round) {
      return known;
    }
    mark[place] = round;
    open[known] = place;
    return known + 1;
  }

  private boolean isAt(RegexTree.Place.Kind kind, int before, int charClass) {
    boolean end = charClass == width - 1;
    boolean word = !end && classes.isWord(charClass);
    boolean edge = word != ((before & AFTER_WORD) != 0);
    return switch (kind) {
      case TEXT_START -> (before & TEXT_START) != 0;
      case LINE_START -> (before & LINE_START) != 0;
      case TEXT_END -> end;
      case LINE_END -> end || classes.isNewline(charClass);
      case WORD_EDGE -> edge;
      case NO_WORD_EDGE -> !edge;
    };
  }

  private int follow(int charClass, int visited) {
    if (charClass == width - 1) {
      return DEAD;
    }
    var places = new int[visited + 1];
    int count = 0;
    for (int i = 0; i < visited; i++) {
      if (program.step(open[i]) instanceof RegexProgram.Step.Take take
          && classes.isIn(charClass, take.set())) {
        places[count++] = take.next();
      }
    }
    if (!program.isAnchored()) {
      places[count++] = program.start();
    }
    if (count == 0) {
      return DEAD;
    }
    Arrays.sort(places, 0, count);
    int before =
        (classes.isNewline(charClass) ? LINE_START : 0)
            | (classes.isWord(charClass) ? AFTER_WORD : 0);
    return number(new State(distinct(places, count), before));
  }

  private static int[] distinct(int[] sorted, int count) {
    int kept = 1;
    for (int i = 1; i < count; i++) {
      if (sorted[i] != sorted[kept - 1]) {
        sorted[kept++] = sorted[i];
      }
    }
    return Arrays.copyOf(sorted, kept);
  }

  private int number(State state) {
    Integer known = numbers.get(state);
    if (known != null) {
      return known;
    }
    held += state.places.length + width;
    if (held > MOST_HELD) {
      begin();
      held = state.places.length + width;
    }
    int number = states.size();
    numbers.put(state, number);
    states.add(state);
    if (table.length < (number + 1) * width) {
      table = Arrays.copyOf(table, Math.max(table.length * 2, (number + 1) * width));
    }
    return number;
  }
}
