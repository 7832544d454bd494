package io.signalbox.engine.cli.diff;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.lab.RouteDiff;
import io.signalbox.engine.workspace.GraphChange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Differences of graphs and routes for people.
public final class DiffText {
  private static final int EXAMPLES = 5;

  private DiffText() {}

  /// The parts that differ, a line each.
  public static List<String> parts(List<GraphChange> changes) {
    if (changes.isEmpty()) {
      return List.of("The graphs are the same but for places, frames and notes.");
    }
    var lines = new ArrayList<String>();
    for (GraphChange change : changes) {
      if (change.kind() == GraphChange.Kind.CHANGED && change.details().size() > 1) {
        lines.add(
            new GraphChange(change.section(), change.id(), change.kind(), List.of(""))
                .words()
                .strip());
        change.details().forEach(detail -> lines.add("  " + detail));
      } else {
        lines.add(change.words());
      }
    }
    return lines;
  }

  /// How many routes change, from which model to which, and what that costs.
  public static List<String> routes(RouteDiff diff) {
    var lines = new ArrayList<String>();
    lines.add(counted(diff));
    for (RouteDiff.Group group : diff.groups()) {
      lines.add("");
      lines.add(
          "  "
              + group.from()
              + " → "
              + group.to()
              + ": "
              + requests(group.requests().size())
              + cost(group.usd()));
      lines.add("    " + examples(group));
    }
    lines.add("");
    lines.add(spend(diff));
    return lines;
  }

  private static String counted(RouteDiff diff) {
    int all = diff.requests().size();
    int changed = diff.changed().size();
    String share = all == 0 ? "" : " (" + percent(changed, all) + ")";
    String rerouted =
        diff.rerouted() == 0
            ? ""
            : "; " + grouped(diff.rerouted()) + " more reach the same models by other nodes";
    return grouped(changed) + " of " + grouped(all) + " routes change" + share + rerouted + ".";
  }

  private static String examples(RouteDiff.Group group) {
    String some =
        group.requests().stream()
            .limit(EXAMPLES)
            .map(RouteDiff.Compared::name)
            .collect(Collectors.joining(", "));
    int more = group.requests().size() - EXAMPLES;
    return more > 0 ? some + ", and " + grouped(more) + " more" : some;
  }

  private static String cost(Optional<Money> usd) {
    return usd.map(each -> ", " + signed(each)).orElse(", cost unknown");
  }

  private static String spend(RouteDiff diff) {
    RouteDiff.Spend spend = diff.spend();
    int unknown = diff.requests().size() - spend.counted();
    String rest = unknown == 0 ? "" : "; the price of " + requests(unknown) + " is unknown";
    return "Estimated cost: "
        + spend.before().shown()
        + " → "
        + spend.after().shown()
        + share(spend)
        + rest
        + ".";
  }

  private static String share(RouteDiff.Spend spend) {
    if (spend.before().compareTo(Money.ZERO) == 0) {
      return "";
    }
    BigDecimal share =
        spend
            .change()
            .usd()
            .movePointRight(2)
            .divide(spend.before().usd(), 1, RoundingMode.HALF_EVEN);
    return " (" + (share.signum() > 0 ? "+" : "") + share + " %)";
  }

  private static String signed(Money usd) {
    String size = new Money(usd.usd().abs()).shown();
    int sign = usd.usd().signum();
    return sign == 0 ? "same cost" : (sign > 0 ? "+" : "−") + size;
  }

  private static String percent(long part, long whole) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  private static String requests(long count) {
    return grouped(count) + (count == 1 ? " request" : " requests");
  }

  private static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
