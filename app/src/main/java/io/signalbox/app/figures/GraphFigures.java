package io.signalbox.app.figures;

import io.signalbox.app.document.RoutePath;
import io.signalbox.engine.catalog.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What went on in a graph. Immutable.
///
/// @param span when
/// @param requests how many requests came
/// @param failed how many of them failed
/// @param usd what they cost, as far as known; simulated calls cost nothing
/// @param exits by exit; those that nothing went out of are left out
/// @param models by the model's id; those that were not called are left out, unless they must not
///   be
/// @param quotas by the id of the budget or limit; empty for the past, of which it is not known
/// @param apps the apps whose requests came
/// @param simulated how many of the requests went to simulated models alone
public record GraphFigures(
    FigureSpan span,
    long requests,
    long failed,
    Money usd,
    Map<RoutePath.NodeExit, ExitFigures> exits,
    Map<String, ModelFigures> models,
    Map<String, QuotaFigures> quotas,
    List<String> apps,
    long simulated) {
  /// Nothing.
  public static final GraphFigures NONE =
      new GraphFigures(
          new FigureSpan(Instant.EPOCH, Instant.EPOCH, true),
          0,
          0,
          Money.ZERO,
          Map.of(),
          Map.of(),
          Map.of(),
          List.of(),
          0);

  public GraphFigures {
    exits = Map.copyOf(exits);
    models = Map.copyOf(models);
    quotas = Map.copyOf(quotas);
    apps = List.copyOf(apps);
  }

  /// The same of which so many requests went to simulated models.
  GraphFigures simulated(long so) {
    return new GraphFigures(span, requests, failed, usd, exits, models, quotas, apps, so);
  }
}
