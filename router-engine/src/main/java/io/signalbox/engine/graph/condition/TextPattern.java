package io.signalbox.engine.graph.condition;

import com.google.re2j.Pattern;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A regular expression that is looked for in texts, counting its steps. Small ones become a whole
/// table, which takes a step a character; larger ones make what they need of it while they run.
/// What our machine does not know is left to RE2/J, which cannot be ended and so is not begun where
/// it might take too long. Immutable, safe for threads.
final class TextPattern {
  /// What RE2/J takes for a character and an instruction of its program.
  private static final long STEPS_OF_RE2 = 15;

  private final Pattern pattern;
  private final long size;
  private final Optional<RegexProgram> program;
  private final Optional<RegexClasses> classes;
  private final Optional<RegexMachine> whole;

  /// What was made of expressions: bounds are asked for often.
  private static final Map<String, TextPattern> KNOWN = new ConcurrentHashMap<>();

  private static final int MOST_KNOWN = 1_000;

  private TextPattern(String regex) {
    pattern = Pattern.compile(regex);
    size = Regexes.steps(regex) + 2;
    program = RegexParser.read(regex).flatMap(RegexProgram::of);
    classes = program.map(each -> new RegexClasses(each.sets()));
    whole = program.map(this::machine).filter(RegexMachine::complete);
  }

  /// @param regex one to which [Regexes] does not object
  static TextPattern of(String regex) {
    TextPattern known = KNOWN.get(regex);
    if (known != null) {
      return known;
    }
    if (KNOWN.size() >= MOST_KNOWN) {
      KNOWN.clear();
    }
    var made = new TextPattern(regex);
    KNOWN.put(regex, made);
    return made;
  }

  private RegexMachine machine(RegexProgram of) {
    return new RegexMachine(of, classes.orElseThrow());
  }

  /// Whether a text contains a match.
  ///
  /// @throws Steps.OverBudgetException if that takes more steps than are left
  boolean isIn(String text, Steps steps) {
    if (whole.isPresent()) {
      return whole.get().find(text, steps);
    }
    if (program.isPresent()) {
      return machine(program.get()).find(text, steps);
    }
    steps.spend((long) Math.min((text.length() + 1.0) * steps(size), Long.MAX_VALUE / 4.0));
    return pattern.matcher(text).find();
  }

  /// The most steps that a text of so many characters can take.
  double worst(double chars) {
    double each = steps(size);
    if (whole.isPresent()) {
      each = 1;
    } else if (program.isPresent()) {
      each =
          1
              + RegexMachine.STEPS_A_TRANSITION
              + (double) RegexMachine.STEPS_A_PLACE * program.get().size();
    }
    return (chars + 1) * each + RegexMachine.STEPS_A_TRANSITION;
  }

  /// The same if RE2/J looks for it.
  static double worstOfRe2(String regex, double chars) {
    return (chars + 1) * steps(Regexes.steps(regex) + 2);
  }

  private static double steps(long size) {
    return STEPS_OF_RE2 * (double) size;
  }
}
