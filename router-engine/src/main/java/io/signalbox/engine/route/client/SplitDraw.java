package io.signalbox.engine.route.client;

import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.engine.graph.condition.Signals;
import java.math.BigDecimal;
import java.util.Locale;

/// The branch of a split that somebody is drawn: the same one each time. Immutable.
///
/// @param branch its index, from 0
/// @param because how it was drawn, for a person
public record SplitDraw(int branch, String because) {
  /// Draws.
  ///
  /// @param graph the graph's name
  /// @param request the request's id
  public static SplitDraw of(SplitNode split, String graph, String request, Signals signals) {
    String who = who(split.sticky(), request, signals);
    String what = split.experiment().orElse(graph + "/" + split.id());
    double sum = split.shares().stream().mapToDouble(each -> each.share().doubleValue()).sum();
    double draw = AssignmentHash.draw(what + "\u0000" + who) * sum;
    int chosen = 0;
    double below = 0;
    for (int i = 0; i < split.shares().size(); i++) {
      below += split.shares().get(i).share().doubleValue();
      if (draw < below) {
        chosen = i;
        break;
      }
    }
    String by = split.sticky().name().toLowerCase(Locale.ROOT);
    return new SplitDraw(chosen, "drew %.3f of %s by %s".formatted(draw, plain(sum), by));
  }

  private static String who(SplitNode.Sticky sticky, String request, Signals signals) {
    return switch (sticky) {
      case REQUEST -> request;
      case CONVERSATION -> (String) signals.value(Signal.CONVERSATION);
      case USER -> (String) signals.value(Signal.USER);
      case APP -> (String) signals.value(Signal.APP);
    };
  }

  private static String plain(double sum) {
    return BigDecimal.valueOf(sum).stripTrailingZeros().toPlainString();
  }
}
