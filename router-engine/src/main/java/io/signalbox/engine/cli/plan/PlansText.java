package io.signalbox.engine.cli.plan;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.store.plan.PlanStanding;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The user's plans, for a person and for scripts. Pure.
public final class PlansText {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private PlansText() {}

  /// A plan in some lines.
  ///
  /// @param zone in which times are written
  public static List<String> lines(PlanStanding standing, ZoneId zone) {
    var plan = standing.plan();
    var lines = new ArrayList<String>();
    String price = plan.usd().map(usd -> ", " + usd.shown() + " a month").orElse("");
    String name = plan.name().equals(plan.id()) ? "" : "  " + plan.name();
    lines.add(plan.id() + name + price);
    lines.add("  models      " + String.join(", ", plan.models()));
    plan.url().ifPresent(url -> lines.add("  at          " + url));
    standing.quotas().forEach(use -> lines.add("  used        " + used(use, zone)));
    var month = standing.month();
    lines.add(
        "  this month  %d requests, %d tokens, which would cost %s by the token"
            .formatted(month.requests(), month.tokens(), month.usd().shown()));
    return lines;
  }

  private static String used(PlanStanding.QuotaUse use, ZoneId zone) {
    String until = use.until().map(end -> ", anew at " + TIME.format(end.atZone(zone))).orElse("");
    return use.words() + until + (use.isUsedUp() ? ", used up" : "");
  }

  /// The same for scripts.
  public static Map<String, Object> view(PlanStanding standing) {
    var plan = standing.plan();
    var view = new LinkedHashMap<String, Object>();
    view.put("id", plan.id());
    view.put("name", plan.name());
    view.put("models", plan.models());
    plan.url().ifPresent(url -> view.put("url", url));
    plan.key().ifPresent(key -> view.put("key", key.id()));
    plan.usd().ifPresent(usd -> view.put("usd", plain(usd)));
    view.put("then", plan.then().name().toLowerCase(Locale.ROOT));
    view.put("quotas", standing.quotas().stream().map(PlansText::view).toList());
    var month = new LinkedHashMap<String, Object>();
    month.put("requests", standing.month().requests());
    month.put("tokens", standing.month().tokens());
    month.put("usd_by_the_token", plain(standing.month().usd()));
    view.put("month", month);
    return view;
  }

  private static Map<String, Object> view(PlanStanding.QuotaUse use) {
    var view = new LinkedHashMap<String, Object>();
    view.put("per", use.quota().per().id());
    use.quota().requests().ifPresent(most -> view.put("most_requests", most));
    use.quota().tokens().ifPresent(most -> view.put("most_tokens", most));
    view.put("requests", use.requests());
    view.put("tokens", use.tokens());
    use.until().map(Instant::toString).ifPresent(end -> view.put("until", end));
    view.put("used_up", use.isUsedUp());
    return view;
  }

  private static String plain(Money usd) {
    return usd.usd().toPlainString();
  }
}
