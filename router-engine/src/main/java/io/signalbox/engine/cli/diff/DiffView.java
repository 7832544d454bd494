package io.signalbox.engine.cli.diff;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.lab.RouteDiff;
import io.signalbox.engine.workspace.GraphChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What `diff --json` prints.
public final class DiffView {
  private DiffView() {}

  /// The parts that differ, and the routes if requests were compared.
  public static Map<String, Object> of(List<GraphChange> changes, Optional<RouteDiff> routes) {
    var view = new LinkedHashMap<String, Object>();
    view.put("graph", changes.stream().map(DiffView::part).toList());
    routes.ifPresent(diff -> view.put("routes", routes(diff)));
    return view;
  }

  private static Map<String, Object> part(GraphChange change) {
    var view = new LinkedHashMap<String, Object>();
    view.put("part", lower(change.section()));
    view.put("id", change.id());
    view.put("change", lower(change.kind()));
    view.put("details", change.details());
    return view;
  }

  private static Map<String, Object> routes(RouteDiff diff) {
    var view = new LinkedHashMap<String, Object>();
    view.put("requests", diff.requests().size());
    view.put("changed", diff.changed().size());
    view.put("rerouted", diff.rerouted());
    RouteDiff.Spend spend = diff.spend();
    view.put("usd_before", spend.before().usd());
    view.put("usd_after", spend.after().usd());
    view.put("usd_counted", spend.counted());
    view.put("groups", diff.groups().stream().map(DiffView::group).toList());
    return view;
  }

  private static Map<String, Object> group(RouteDiff.Group group) {
    var view = new LinkedHashMap<String, Object>();
    view.put("from", group.from());
    view.put("to", group.to());
    group.usd().map(Money::usd).ifPresent(usd -> view.put("usd", usd));
    view.put("requests", group.requests().stream().map(DiffView::request).toList());
    return view;
  }

  private static Map<String, Object> request(RouteDiff.Compared each) {
    var view = new LinkedHashMap<String, Object>();
    view.put("name", each.name());
    view.put("before", taken(each.before()));
    view.put("after", taken(each.after()));
    return view;
  }

  private static Map<String, Object> taken(RouteDiff.Taken taken) {
    var view = new LinkedHashMap<String, Object>();
    view.put("status", taken.status());
    view.put("path", taken.path());
    view.put("called", taken.called());
    taken.usd().map(Money::usd).ifPresent(usd -> view.put("usd", usd));
    return view;
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
