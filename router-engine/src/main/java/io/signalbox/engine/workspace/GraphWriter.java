package io.signalbox.engine.workspace;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Frame;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.Scope;
import io.signalbox.engine.graph.condition.Condition;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What a graph's file says. An exit that leads nowhere is left out. For one thread.
final class GraphWriter {
  private final LinkedHashMap<String, PlainValue> fields = new LinkedHashMap<>();

  private GraphWriter() {}

  static PlainValue.Fields of(RoutingGraph graph) {
    var plain = new GraphWriter();
    plain.put("signalbox", PlainValue.number(1));
    plain.text("name", graph.name());
    plain.text("start", graph.start());
    if (!graph.timezone().getId().equals("UTC")) {
      plain.text("timezone", graph.timezone().getId());
    }
    var models = new GraphWriter();
    graph.models().forEach((id, model) -> models.put(id, model(model, graph.isDisabled(id))));
    plain.section("models", models);
    var nodes = new GraphWriter();
    graph.nodes().forEach((id, node) -> nodes.put(id, node(node, graph.isDisabled(id))));
    plain.section("nodes", nodes);
    plain.listing("promises", graph.promises().stream().map(GraphWriter::promise).toList());
    plain.listing("frames", graph.frames().stream().map(GraphWriter::frame).toList());
    return plain.done();
  }

  private PlainValue.Fields done() {
    return new PlainValue.Fields(fields);
  }

  private void put(String key, PlainValue value) {
    fields.put(key, value);
  }

  private void text(String key, String text) {
    if (!text.isEmpty()) {
      put(key, PlainValue.text(text));
    }
  }

  private void text(String key, Optional<String> text) {
    text.ifPresent(each -> put(key, PlainValue.text(each)));
  }

  private void condition(String key, Optional<Condition> condition) {
    condition.ifPresent(each -> put(key, new PlainValue.Text(each.text(), true)));
  }

  private void number(String key, OptionalInt number) {
    number.ifPresent(each -> put(key, PlainValue.number(each)));
  }

  private void number(String key, OptionalLong number) {
    number.ifPresent(each -> put(key, PlainValue.number(each)));
  }

  private void share(String key, OptionalDouble share) {
    share.ifPresent(each -> put(key, PlainValue.text(Units.text(BigDecimal.valueOf(each)))));
  }

  private void section(String key, GraphWriter section) {
    if (!section.fields.isEmpty()) {
      put(key, section.done());
    }
  }

  private void listing(String key, List<PlainValue> items) {
    if (!items.isEmpty()) {
      put(key, new PlainValue.Items(items, true));
    }
  }

  private void exits(List<String> to) {
    put("to", new PlainValue.Items(to.stream().map(PlainValue::text).toList(), true));
  }

  private void bag(String key, Collection<? extends Enum<?>> words) {
    List<PlainValue> items =
        words.stream().map(each -> PlainValue.text(each.name().toLowerCase(Locale.ROOT))).toList();
    put(key, new PlainValue.Items(items, false));
  }

  private void json(String key, Map<String, String> members) {
    var section = new GraphWriter();
    members.forEach((name, json) -> section.put(name, PlainValue.ofJson(json)));
    section(key, section);
  }

  private void scope(Scope scope) {
    if (!(scope instanceof Scope.Graph)) {
      text("of", scope.id());
    }
  }

  private static PlainValue model(Model model, boolean disabled) {
    var plain = new GraphWriter();
    plain.text("provider", model.provider());
    plain.text("model", model.model());
    model.key().ifPresent(key -> plain.text("key", key.id()));
    plain.text("url", model.url());
    plain.json("params", model.params());
    var labels = new GraphWriter();
    model.labels().forEach((name, label) -> labels.put(name, PlainValue.text(label)));
    plain.section("labels", labels);
    plain.text("name", model.about().name());
    plain.place(model.about());
    plain.disabled(disabled);
    return plain.done();
  }

  private void place(About about) {
    about.at().ifPresent(at -> put("at", pair(at.x(), at.y())));
    text("note", about.note());
  }

  private void disabled(boolean disabled) {
    if (disabled) {
      put("disabled", new PlainValue.Word("true"));
    }
  }

  private static PlainValue pair(double a, double b) {
    return new PlainValue.Items(List.of(coordinate(a), coordinate(b)), true);
  }

  /// Whole canvas units and a tenth are near enough.
  private static PlainValue coordinate(double value) {
    BigDecimal tenth = BigDecimal.valueOf(value).setScale(1, java.math.RoundingMode.HALF_EVEN);
    return new PlainValue.Word(
        tenth.signum() == 0 ? "0" : tenth.stripTrailingZeros().toPlainString());
  }

  private static PlainValue node(Node node, boolean disabled) {
    var plain = new GraphWriter();
    plain.text("kind", node.kind().id());
    plain.text("name", node.about().name());
    switch (node) {
      case Node.Rules rules -> plain.rules(rules);
      case Node.Split split -> plain.split(split);
      case Node.Balance balance -> plain.balance(balance);
      case Node.Fallback fallback -> plain.fallback(fallback);
      case Node.Budget budget -> plain.budget(budget);
      case Node.Limit limit -> plain.limit(limit);
      case Node.Rewrite rewrite -> plain.rewrite(rewrite);
      case Node.Reject reject -> {
        plain.put("status", PlainValue.number(reject.status()));
        plain.text("message", reject.message());
      }
    }
    plain.place(node.about());
    plain.disabled(disabled);
    return plain.done();
  }

  private void rules(Node.Rules node) {
    List<PlainValue> rules =
        node.rules().stream()
            .map(rule -> {
              var plain = new GraphWriter();
              plain.condition("when", Optional.of(rule.when()));
              plain.text("to", rule.to());
              plain.text("name", rule.name());
              return (PlainValue) plain.done();
            })
            .toList();
    put("rules", new PlainValue.Items(rules, true));
    text("otherwise", node.otherwise());
  }

  private void split(Node.Split node) {
    List<PlainValue> shares =
        node.shares().stream()
            .map(share -> {
              var plain = new GraphWriter();
              plain.text("to", share.to());
              plain.text("share", Units.text(share.share()));
              return (PlainValue) plain.done();
            })
            .toList();
    put("shares", new PlainValue.Items(shares, true));
    if (node.sticky() != Node.Split.Sticky.REQUEST) {
      text("sticky", node.sticky().name().toLowerCase(Locale.ROOT));
    }
    text("experiment", node.experiment());
  }

  private void balance(Node.Balance node) {
    text("by", node.by().name().toLowerCase(Locale.ROOT));
    exits(node.to());
    var where = new GraphWriter();
    node.where()
        .p95FirstToken()
        .ifPresent(limit -> where.text("p95_first_token", Units.text(limit)));
    where.share("error_rate", node.where().errorRate());
    where.share("headroom", node.where().headroom());
    section("where", where);
  }

  private void fallback(Node.Fallback node) {
    exits(node.to());
    if (!node.on().equals(Node.Fallback.USUAL)) {
      bag("on", node.on().stream().map(FailureClass.class::cast).toList());
    }
    if (node.retries() != 0) {
      put("retries", PlainValue.number(node.retries()));
    }
    node.firstToken().ifPresent(limit -> text("first_token", Units.text(limit)));
    node.total().ifPresent(limit -> text("total", Units.text(limit)));
    number("attempts", node.attempts());
  }

  private void budget(Node.Budget node) {
    put("usd", new PlainValue.Word(node.usd().plain()));
    text("per", node.per().id());
    scope(node.of());
    text("within", node.within());
    text("over", node.over());
  }

  private void limit(Node.Limit node) {
    number("requests", node.requests());
    number("tokens", node.tokens());
    text("per", node.per().id());
    scope(node.of());
    text("within", node.within());
    text("over", node.over());
  }

  private void rewrite(Node.Rewrite node) {
    json("set", node.set());
    listing("drop", node.drop().stream().map(PlainValue::text).toList());
    var system = new GraphWriter();
    system.text("prepend", node.prepend());
    system.text("append", node.append());
    section("system", system);
    if (!node.redact().isEmpty()) {
      bag("redact", node.redact());
    }
    text("to", node.to());
  }

  private static PlainValue frame(Frame frame) {
    var plain = new GraphWriter();
    plain.text("name", frame.name());
    plain.text("note", frame.note());
    plain.put("at", pair(frame.at().x(), frame.at().y()));
    plain.put("size", pair(frame.size().width(), frame.size().height()));
    return plain.done();
  }

  private static PlainValue promise(Promise promise) {
    var plain = new GraphWriter();
    plain.text("name", promise.name());
    plain.condition("when", promise.when());
    plain.condition("only", promise.only());
    plain.number("attempts", promise.attempts());
    promise.usd().ifPresent(usd -> plain.put("usd", new PlainValue.Word(usd.plain())));
    return plain.done();
  }
}
