package io.signalbox.engine.cli.prove;

import io.signalbox.engine.catalog.TokenCounter;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What requests can have so that they lie just on this or that side of a rule of a graph. Pure.
final class Borders {
  private static final int MOST_TOKENS = 130_000;
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z ]*");

  private final List<Side> sides = new ArrayList<>();
  private ObjLongConsumer<Signal> numbers = this::sidesOf;
  private boolean near;

  /// One side of a border.
  ///
  /// @param put makes a request lie there
  record Side(Consumer<ProofDraft> put) {}

  private Borders() {}

  /// All sides of all conditions of a graph.
  static List<Side> of(RoutingGraph graph) {
    var borders = new Borders();
    borders.addAll(graph);
    return List.copyOf(borders.sides);
  }

  /// Whether so many tokens are near a number of tokens that a rule of a graph speaks of, so near
  /// that an estimate may be on the other side.
  static boolean isNearTokens(RoutingGraph graph, long tokens) {
    var borders = new Borders();
    borders.numbers =
        (signal, border) -> {
          if (signal == Signal.TOKENS) {
            borders.near |= tokens > border * 0.5 && tokens < border * 2.0;
          }
        };
    borders.addAll(graph);
    return borders.near;
  }

  private void addAll(RoutingGraph graph) {
    graph.nodes().values().stream()
        .filter(RulesNode.class::isInstance)
        .flatMap(node -> ((RulesNode) node).rules().stream())
        .map(RulesNode.Rule::when)
        .forEach(this::add);
    graph.promises().stream().flatMap(each -> each.when().stream()).forEach(this::add);
  }

  private void add(Condition when) {
    if (when.isReadable()) {
      add(when.tree());
    }
  }

  private void add(Expr expr) {
    if (expr instanceof Expr.Fold fold && fold.over() instanceof Expr.Variable list) {
      within(list, fold.item(), fold.step());
    }
    if (!(expr instanceof Expr.Call call)) {
      if (expr instanceof Expr.Variable variable) {
        truth(variable.signal());
      }
      return;
    }
    List<Expr> args = call.args();
    boolean pair = args.size() == 2;
    if (pair && args.get(0) instanceof Expr.Variable variable) {
      against(variable, call.function(), args.get(1));
    } else if (pair && args.get(1) instanceof Expr.Variable variable) {
      against(variable, call.function(), args.get(0));
    } else {
      args.forEach(this::add);
    }
  }

  /// What an item of a list is compared with.
  private void within(Expr.Variable list, String item, Expr step) {
    if (step instanceof Expr.Call call) {
      boolean pair = call.args().size() == 2;
      if (pair && call.args().getFirst().equals(new Expr.Local(item))) {
        against(list, call.function(), call.args().get(1));
      } else {
        call.args().forEach(each -> within(list, item, each));
      }
    }
  }

  private void against(Expr.Variable variable, String function, Expr value) {
    if (value instanceof Expr.Listing list) {
      list.items().forEach(item -> against(variable, "==", item));
    } else if (value instanceof Expr.Literal literal) {
      switch (literal.value()) {
        case String text -> words(variable, function, text);
        case Long number -> numbers.accept(variable.signal(), number);
        case Double number when variable.number() -> {
          put(variable, String.valueOf(number));
          put(variable, String.valueOf(number + 0.25));
          put(variable, "none");
        }
        default -> truth(variable.signal());
      }
    }
  }

  private void words(Expr.Variable variable, String function, String text) {
    if (function.equals("matches")) {
      Matcher found = WORD.matcher(text.replaceAll("\\\\.|\\(\\?[a-z]*\\)?", " "));
      while (found.find()) {
        put(variable, "Tell me of " + found.group().strip() + " now");
        put(variable, "Tell me of x" + found.group().strip() + "x now");
        put(variable, found.group().strip().toUpperCase(java.util.Locale.ROOT));
      }
      return;
    }
    put(variable, text);
    put(variable, text + "x");
    put(variable, "x" + text);
  }

  private void put(Expr.Variable variable, String text) {
    String key = variable.path().isEmpty() ? "" : variable.path().getFirst();
    String name = variable.asText().name() + " = " + shown(text);
    Consumer<ProofDraft> change =
        switch (variable.signal()) {
          case METADATA -> draft -> draft.label(key, text);
          case HEADERS -> draft -> draft.header(key, text);
          case MODEL -> draft -> draft.member("model", text);
          case USER -> draft -> draft.member("user", text);
          case TEXT -> draft -> draft.text(text);
          case SYSTEM -> draft -> draft.system(text);
          case TOOLS -> draft -> draft.tool(text);
          case REASONING -> draft -> draft.member("reasoning_effort", text);
          default -> draft -> {};
        };
    boolean fits = variable.signal() != Signal.HEADERS || isOfHeader(key, text);
    if (fits) {
      sides.add(new Side(draft -> change.accept(draft.named(name))));
    }
  }

  private static boolean isOfHeader(String key, String text) {
    return key.matches("[a-z0-9-]+")
        && text.matches("[!-~]([ -~]*[!-~])?")
        && !key.matches("host|connection|content-.*|expect|upgrade|transfer-encoding");
  }

  private static String shown(String text) {
    return text.length() > 40 ? text.length() + " characters" : text;
  }

  private void sidesOf(Signal signal, long border) {
    for (long number = border - 1; number <= border + 1; number++) {
      number(signal, number);
    }
  }

  private void number(Signal signal, long number) {
    Consumer<ProofDraft> change =
        switch (signal) {
          case TOKENS -> draft -> draft.text(ofTokens(number));
          case IMAGES -> draft -> draft.images(number);
          case MAX_TOKENS -> draft -> limit(draft, number);
          case MESSAGES -> draft -> draft.earlier(turns(number));
          default -> draft -> {};
        };
    if (signal != Signal.TOKENS || (number > 10 && number < MOST_TOKENS)) {
      sides.add(new Side(draft -> change.accept(draft.named(signal.id() + " = " + number))));
    }
  }

  private static void limit(ProofDraft draft, long number) {
    if (number > 0) {
      draft.member("max_tokens", number);
    }
  }

  private static List<Message> turns(long messages) {
    var turns = new ArrayList<Message>();
    for (long i = 1; i < Math.min(messages, 50); i++) {
      turns.add(Message.of(i % 2 == 1 ? Role.USER : Role.ASSISTANT, "Turn " + i));
    }
    return turns;
  }

  /// A question of so many tokens: three are the primer's, three the message's, and each `a` is
  /// one.
  private static String ofTokens(long tokens) {
    String text = String.join(" ", Collections.nCopies((int) Math.max(1, tokens - 6), "a"));
    long have = TokenCounter.textTokens(text) + 6L;
    return have >= tokens ? text : text + " a".repeat((int) (tokens - have));
  }

  private void truth(Signal signal) {
    switch (signal) {
      case STREAM -> sides.add(new Side(draft -> draft.named("a stream").member("stream", true)));
      case HAS_TOOLS -> sides.add(new Side(draft -> draft.named("a tool").tool("look_up")));
      case WANTS_JSON ->
          sides.add(
              new Side(draft ->
                  draft.named("JSON").member("response_format", Map.of("type", "json_object"))));
      default -> {}
    }
  }
}
