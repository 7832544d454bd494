package io.signalbox.app.canvas;

import io.signalbox.app.figures.ExitFigures;
import io.signalbox.app.figures.FigureSpan;
import io.signalbox.app.figures.GraphFigures;
import io.signalbox.app.figures.ModelFigures;
import io.signalbox.app.figures.QuotaFigures;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.QuotaNode;
import io.signalbox.engine.trace.Step;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// Figures in few characters, for cards and the bar above them.
final class FigureWords {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter END = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
  private static final double LITTLE_HEADROOM = 0.5;
  private static final int LONGEST_SEEN = 44;
  private static final int MOST_SEEN = 3;

  private FigureWords() {}

  /// `44%`, `2.1%`, `<0.1%`.
  static String percent(double share) {
    double percent = share * 100;
    if (percent > 0 && percent < 0.1) {
      return "<0.1%";
    }
    boolean rough = (percent >= 9.95 && percent <= 99) || percent <= 0 || percent >= 100;
    return String.format(Locale.ROOT, rough ? "%.0f%%" : "%.1f%%", percent);
  }

  /// The share of an exit, and how much of it failed.
  static String exit(ExitFigures figures) {
    return figures.isFailing()
        ? percent(figures.share()) + " · " + percent(figures.failure()) + " err"
        : percent(figures.share());
  }

  /// The same for a screen reader.
  static String spoken(ExitFigures figures) {
    String failed = figures.failed() == 0 ? "" : ", " + percent(figures.failure()) + " failed";
    return percent(figures.share()) + " of requests" + failed;
  }

  /// What a model did and how it does.
  static String model(ModelFigures figures, FigureSpan span) {
    var parts = new ArrayList<String>();
    if (figures.health().open()) {
      parts.add("breaker open");
    }
    if (figures.calls() > 0) {
      parts.add(rate(figures.calls(), span, "calls"));
      figures
          .p95FirstToken()
          .ifPresent(millis -> parts.add("p95 " + Wording.duration(rounded(millis))));
    }
    if (figures.failed() > 0) {
      parts.add(percent(figures.failure()) + " failed");
    }
    OptionalDouble headroom = figures.health().headroom();
    if (headroom.isPresent() && headroom.getAsDouble() <= LITTLE_HEADROOM) {
      parts.add(percent(headroom.getAsDouble()) + " headroom");
    }
    return String.join(" · ", parts);
  }

  /// Nine per cent is how exact it is.
  private static Duration rounded(long millis) {
    long step = millis < 1_000 ? 10 : 100;
    return Duration.ofMillis(Math.max(1, Math.round((double) millis / step) * step));
  }

  /// How a budget or limit stands.
  static String quota(QuotaNode node, QuotaFigures figures) {
    String whose = figures.whose().isEmpty() ? "" : figures.whose() + ": ";
    return whose
        + switch (node) {
          case BudgetNode budget ->
              figures.usage().usd().shown() + " of " + Wording.dollars(budget.usd()) + " spent";
          case LimitNode limit -> limit(limit, figures);
        };
  }

  private static String limit(LimitNode limit, QuotaFigures figures) {
    var parts = new ArrayList<String>();
    limit
        .requests()
        .ifPresent(most ->
            parts.add(
                Wording.number(figures.usage().requests())
                    + " of "
                    + Wording.number(most)
                    + " requests"));
    limit
        .tokens()
        .ifPresent(most ->
            parts.add(
                Wording.number(figures.usage().tokens())
                    + " of "
                    + Wording.number(most)
                    + " tokens"));
    return String.join(" · ", parts);
  }

  /// All of the graph in one line.
  static String whole(GraphFigures figures) {
    var parts = new ArrayList<String>();
    parts.add(when(figures.span()));
    if (figures.requests() == 0) {
      parts.add("no requests");
      return String.join(" · ", parts);
    }
    parts.add(rate(figures.requests(), figures.span(), "requests"));
    if (figures.simulated() > 0) {
      boolean all = figures.simulated() >= figures.requests();
      parts.add(all ? "simulated" : Wording.number(figures.simulated()) + " simulated");
    }
    if (figures.failed() > 0) {
      parts.add(percent((double) figures.failed() / figures.requests()) + " failed");
    }
    if (figures.usd().compareTo(Money.ZERO) > 0) {
      parts.add(figures.usd().shown());
    }
    return String.join(" · ", parts);
  }

  private static String when(FigureSpan span) {
    if (span.live()) {
      return "last " + FigureSpan.MINUTES + " min";
    }
    ZoneId zone = ZoneId.systemDefault();
    return HOUR.format(span.from().atZone(zone)) + "–" + END.format(span.to().atZone(zone));
  }

  private static String rate(long count, FigureSpan span, String things) {
    if (!span.live()) {
      return Wording.number(count) + " " + things;
    }
    double rate = span.perMinute(count);
    return (rate >= 9.95 || rate == Math.rint(rate)
            ? Wording.number(Math.round(rate))
            : String.format(Locale.ROOT, "%.1f", rate))
        + "/min";
  }

  /// What a node saw of a request, in few characters: `tokens 41 · tier pro`; empty if nothing.
  static String seen(List<Step> steps, String node) {
    return shortened(all(steps, node, MOST_SEEN));
  }

  /// All that a node saw, a line each, with what it decided.
  static String allSeen(List<Step> steps, String node) {
    Optional<Step> step = last(steps, node);
    return step.map(each -> String.join("\n", values(each, Integer.MAX_VALUE)))
        .filter(words -> !words.isEmpty())
        .map(words -> words + "\n" + step.get().because())
        .or(() -> step.map(Step::because))
        .orElse("");
  }

  private static String all(List<Step> steps, String node, int most) {
    Optional<Step> step = last(steps, node);
    List<String> values = step.map(each -> values(each, most)).orElse(List.of());
    return values.isEmpty() ? step.map(Step::because).orElse("") : String.join(" · ", values);
  }

  private static Optional<Step> last(List<Step> steps, String node) {
    return steps.reversed().stream().filter(step -> step.node().equals(node)).findFirst();
  }

  private static List<String> values(Step step, int most) {
    return step.saw().entrySet().stream()
        .limit(most)
        .map(each -> {
          String name = each.getKey();
          String plain = name.startsWith("metadata.") ? name.substring(9) : name;
          String value = String.valueOf(each.getValue());
          return plain + " " + (value.isEmpty() ? "absent" : value);
        })
        .toList();
  }

  private static String shortened(String words) {
    return words.length() <= LONGEST_SEEN ? words : words.substring(0, LONGEST_SEEN - 1) + "…";
  }
}
