package io.signalbox.engine.graph.proof;

import io.signalbox.engine.graph.StepLimits;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.engine.graph.condition.TotalFunctions;
import io.signalbox.engine.graph.condition.Variables;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Works out what must be known of a request if a condition holds, or does not. What it does not
/// understand it takes as possibly true and possibly false, so it never rules out a request that
/// there can be.
///
/// The answer is a list of cases, for a condition can hold for different reasons. Example, with
/// nothing known before:
///
/// | condition | cases if it holds | cases if it does not |
/// |---|---|---|
/// | `tokens > 10 && stream` | tokens 11 or more, stream true | tokens 0 to 10; or stream false |
/// | `user in ["a", "b"]` | user "a"; or user "b" | user neither "a" nor "b" |
/// | `text.size() > 99` | this part true | this part false |
///
/// A part that is not looked into, as the last one, is remembered as a whole: whatever it is, it is
/// the same at the next node. A condition that cannot be worked out (`metadata.x == "y"` without a
/// label `x`) does not hold, but its opposite does not hold either; hence four things can be
/// assumed of a condition, see [Want].
public final class Assumption {
  /// More cases than this are not distinguished.
  private static final int MOST_CASES = 16;

  private static final Map<String, String> TURNED =
      Map.of("<", ">", "<=", ">=", ">", "<", ">=", "<=", "==", "==", "!=", "!=");

  private static final Map<String, String> OPPOSITE =
      Map.of("<", ">=", "<=", ">", ">", "<=", ">=", "<", "==", "!=", "!=", "==");

  /// What macros call on a truth that may be an error: it makes a truth of it.
  private static final String NOT_STRICTLY_FALSE = "@not_strictly_false";

  private Assumption() {}

  /// What is assumed of a condition; one that cannot be worked out is neither true nor false.
  private enum Want {
    TRUE,
    FALSE,
    NOT_TRUE,
    NOT_FALSE;

    Want negated() {
      return switch (this) {
        case TRUE -> FALSE;
        case FALSE -> TRUE;
        case NOT_TRUE -> NOT_FALSE;
        case NOT_FALSE -> NOT_TRUE;
      };
    }

    boolean towardsTrue() {
      return this == TRUE || this == NOT_FALSE;
    }
  }

  /// The cases in which the condition holds; none if it cannot.
  public static List<Knowledge> holds(Condition condition, Knowledge known) {
    return assume(condition.tree(), Want.TRUE, known);
  }

  /// The cases in which the condition does not hold or cannot be worked out; none if it always
  /// holds.
  ///
  /// @param limits of its graph: a condition that may exceed its budget can be false whatever it
  ///   says
  public static List<Knowledge> fails(Condition condition, Knowledge known, StepLimits limits) {
    return limits.alwaysAllow(condition)
        ? assume(condition.tree(), Want.NOT_TRUE, known)
        : List.of(known);
  }

  /// The values that a variable has in any request.
  static Optional<Domain> usual(Expr what) {
    if (!(what instanceof Expr.Variable variable && variable.path().isEmpty())) {
      return Optional.empty();
    }
    return switch (variable.signal()) {
      case MESSAGES, TOKENS, IMAGES -> Optional.of(Domain.Numbers.between(0, Integer.MAX_VALUE));
      case HOUR -> Optional.of(Domain.Numbers.between(0, 23));
      case WEEKDAY -> Optional.of(Domain.Numbers.between(1, 7));
      case MAX_TOKENS -> Optional.of(Domain.Numbers.all(true));
      default -> Optional.empty();
    };
  }

  private static List<Knowledge> assume(Expr tree, Want want, Knowledge known) {
    return switch (tree) {
      case Expr.Literal literal when literal.value() instanceof Boolean value ->
          value == want.towardsTrue() ? List.of(known) : List.of();
      case Expr.Call call -> call(call, want, known);
      default -> part(tree, want, known);
    };
  }

  private static List<Knowledge> call(Expr.Call call, Want want, Knowledge known) {
    return switch (call.function()) {
      case "!" -> assume(call.args().getFirst(), want.negated(), known);
      case "&&" ->
          want.towardsTrue() ? all(call.args(), want, known) : any(call.args(), want, known);
      case "||" ->
          want.towardsTrue() ? any(call.args(), want, known) : all(call.args(), want, known);
      case "in" -> in(call, want, known);
      case "==", "!=", "<", "<=", ">", ">=" -> comparison(call, want, known);
      default -> part(call, want, known);
    };
  }

  private static List<Knowledge> all(List<Expr> parts, Want want, Knowledge known) {
    List<Knowledge> cases = List.of(known);
    for (Expr part : parts) {
      var next = new ArrayList<Knowledge>();
      cases.forEach(each -> next.addAll(assume(part, want, each)));
      cases = next.size() > MOST_CASES ? cases : next;
    }
    return cases;
  }

  private static List<Knowledge> any(List<Expr> parts, Want want, Knowledge known) {
    var cases = new ArrayList<Knowledge>();
    parts.forEach(part -> cases.addAll(assume(part, want, known)));
    return cases.size() > MOST_CASES ? List.of(known) : cases;
  }

  private static List<Knowledge> in(Expr.Call call, Want want, Knowledge known) {
    if (!(call.args().get(1) instanceof Expr.Listing listing) || listing.items().isEmpty()) {
      return part(call, want, known);
    }
    Expr item = call.args().getFirst();
    List<Expr> equals =
        listing.items().stream()
            .<Expr>map(each -> new Expr.Call("==", List.of(item, each)))
            .toList();
    boolean understood =
        equals.stream().allMatch(each -> values((Expr.Call) each, "==").isPresent());
    if (!understood) {
      return part(call, want, known);
    }
    return want.towardsTrue() ? any(equals, want, known) : all(equals, want, known);
  }

  private static List<Knowledge> comparison(Expr.Call call, Want want, Knowledge known) {
    String sign =
        want.towardsTrue() ? call.function() : OPPOSITE.getOrDefault(call.function(), "==");
    return values(call, sign)
        .map(fact -> cases(fact, want, known))
        .orElseGet(() -> part(call, want, known));
  }

  /// A label that is not a number can be assumed where a comparison need only not be true.
  private static List<Knowledge> cases(Fact fact, Want want, Knowledge known) {
    var cases = new ArrayList<Knowledge>();
    known.with(fact.what(), fact.values()).ifPresent(cases::add);
    boolean exact = want == Want.TRUE || want == Want.FALSE;
    if (fact.what() instanceof Expr.Variable variable && variable.number() && !exact) {
      known.with(variable, new Domain.NoNumber()).ifPresent(cases::add);
    }
    return cases;
  }

  private record Fact(Expr what, Domain values) {}

  /// What a comparison of a variable with a constant says, read with another sign.
  private static Optional<Fact> values(Expr.Call call, String sign) {
    Expr left = call.args().get(0);
    Expr right = call.args().get(1);
    if (left instanceof Expr.Variable variable && right instanceof Expr.Literal literal) {
      return values(variable, sign, literal.value());
    }
    if (right instanceof Expr.Variable variable && left instanceof Expr.Literal literal) {
      return values(variable, TURNED.getOrDefault(sign, sign), literal.value());
    }
    return Optional.empty();
  }

  private static Optional<Fact> values(Expr.Variable variable, String sign, Object constant) {
    boolean equality = sign.equals("==") || sign.equals("!=");
    if (isNumber(variable) && constant instanceof Number number) {
      boolean whole = variable.signal() != Signal.SPEND && !variable.number();
      BigDecimal exact = new BigDecimal(number.toString());
      return Optional.of(new Fact(variable, Domain.Numbers.that(sign, exact, whole)));
    }
    if (isText(variable) && constant instanceof String text && equality) {
      return Optional.of(new Fact(variable, new Domain.Words(sign.equals("=="), Set.of(text))));
    }
    if (isTruth(variable) && constant instanceof Boolean value && equality) {
      return Optional.of(new Fact(variable, new Domain.Truth(value == sign.equals("=="))));
    }
    return Optional.empty();
  }

  /// Something that is not looked into: it can be true or false, but it is the same at each place.
  private static List<Knowledge> part(Expr tree, Want want, Knowledge known) {
    boolean measured = Variables.of(tree).stream().anyMatch(each -> each.signal() == Signal.HEALTH);
    boolean exact = want == Want.TRUE || want == Want.FALSE || isTotal(tree);
    return measured || !exact
        ? List.of(known)
        : known.with(tree, new Domain.Truth(want.towardsTrue())).stream().toList();
  }

  /// Whether an expression has a value for every request.
  private static boolean isTotal(Expr tree) {
    return switch (tree) {
      case Expr.Call call when !isTotal(call.function()) -> false;
      case Expr.Variable variable when variable.signal().isOfModels() -> false;
      case Expr.Variable variable when variable.number() -> false;
      default -> Variables.parts(tree).stream().allMatch(Assumption::isTotal);
    };
  }

  private static boolean isTotal(String function) {
    return TotalFunctions.contains(function) || function.equals(NOT_STRICTLY_FALSE);
  }

  private static boolean isNumber(Expr.Variable variable) {
    if (variable.number()) {
      return true;
    }
    return switch (variable.signal()) {
      case MESSAGES, TOKENS, MAX_TOKENS, IMAGES, HOUR, WEEKDAY -> variable.path().isEmpty();
      case SPEND -> variable.path().size() == 1;
      default -> false;
    };
  }

  private static boolean isText(Expr.Variable variable) {
    return switch (variable.signal()) {
      case MODEL, APP, USER, CONVERSATION, TEXT, SYSTEM, LANGUAGE -> variable.path().isEmpty();
      case CLIENT, AGENT, PURPOSE, REASONING -> variable.path().isEmpty();
      case METADATA, HEADERS -> variable.path().size() == 1 && !variable.number();
      default -> false;
    };
  }

  private static boolean isTruth(Expr.Variable variable) {
    return switch (variable.signal()) {
      case STREAM, HAS_TOOLS, WANTS_JSON -> variable.path().isEmpty();
      default -> false;
    };
  }
}
