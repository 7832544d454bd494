package io.signalbox.engine.workspace;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Frame;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.format.FieldSink;
import io.signalbox.engine.graph.format.RecordFormat;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// What a graph's file says. An exit that is not connected is left out. For one thread.
final class GraphWriter implements FieldSink {
  private final LinkedHashMap<String, PlainValue> fields = new LinkedHashMap<>();

  private GraphWriter() {}

  static PlainValue.Fields of(RoutingGraph graph) {
    var plain = new GraphWriter();
    plain.put("signalbox", PlainValue.number(1));
    plain.textIfAny("name", graph.name());
    plain.textIfAny("start", graph.start());
    if (!graph.timezone().getId().equals("UTC")) {
      plain.textIfAny("timezone", graph.timezone().getId());
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

  @Override
  public void text(String key, String text) {
    put(key, PlainValue.text(text));
  }

  private void textIfAny(String key, String text) {
    if (!text.isEmpty()) {
      text(key, text);
    }
  }

  @Override
  public void number(String key, String number) {
    put(key, new PlainValue.Word(number));
  }

  @Override
  public void texts(String key, List<String> texts) {
    put(key, new PlainValue.Items(texts.stream().map(PlainValue::text).toList(), true));
  }

  @Override
  public void words(String key, Collection<String> words) {
    put(key, new PlainValue.Items(words.stream().map(PlainValue::text).toList(), false));
  }

  @Override
  public void condition(String key, Condition condition) {
    put(key, new PlainValue.Text(condition.text(), true));
  }

  @Override
  public void members(String key, Map<String, String> members) {
    var section = new GraphWriter();
    members.forEach((name, json) -> section.put(name, PlainValue.ofJson(json)));
    section(key, section);
  }

  @Override
  public <T> void section(String key, RecordFormat<T> format, T value) {
    section(key, written(format, value));
  }

  @Override
  public <T> void items(String key, RecordFormat<T> format, List<T> values) {
    List<PlainValue> items =
        values.stream().map(each -> (PlainValue) written(format, each).done()).toList();
    put(key, new PlainValue.Items(items, true));
  }

  @Override
  public void textsByLabel(String key, SequencedMap<String, String> texts) {
    var section = new GraphWriter();
    texts.forEach(section::text);
    put(key, section.done());
  }

  @Override
  public <T> void byLabel(String key, RecordFormat<T> format, SequencedMap<String, T> values) {
    var section = new GraphWriter();
    values.forEach((label, value) -> section.put(label, written(format, value).done()));
    put(key, section.done());
  }

  private static <T> GraphWriter written(RecordFormat<T> format, T value) {
    var written = new GraphWriter();
    format.write(written, value);
    return written;
  }

  private void text(String key, Optional<String> text) {
    text.ifPresent(each -> put(key, PlainValue.text(each)));
  }

  private void number(String key, OptionalInt number) {
    number.ifPresent(each -> put(key, PlainValue.number(each)));
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

  private static PlainValue model(Model model, boolean disabled) {
    var plain = new GraphWriter();
    plain.textIfAny("provider", model.provider());
    plain.textIfAny("model", model.model());
    plain.keys(model.keys());
    plain.text("url", model.url());
    plain.members("params", model.params());
    var labels = new GraphWriter();
    model.labels().forEach((name, label) -> labels.put(name, PlainValue.text(label)));
    plain.section("labels", labels);
    if (model.promptCache() != Model.PromptCache.AUTO) {
      plain.textIfAny("prompt_cache", model.promptCache().id());
    }
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

  private void keys(List<KeyRef> keys) {
    if (keys.size() == 1) {
      text("key", keys.getFirst().id());
    } else if (!keys.isEmpty()) {
      words("key", keys.stream().map(KeyRef::id).toList());
    }
  }

  private static PlainValue node(Node node, boolean disabled) {
    var plain = new GraphWriter();
    plain.text("kind", node.kind().id());
    plain.text("name", node.about().name());
    node.write(plain);
    plain.place(node.about());
    plain.disabled(disabled);
    return plain.done();
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
    plain.textIfAny("name", promise.name());
    promise.when().ifPresent(when -> plain.condition("when", when));
    promise.only().ifPresent(only -> plain.condition("only", only));
    plain.number("attempts", promise.attempts());
    promise.usd().ifPresent(usd -> plain.put("usd", new PlainValue.Word(usd.plain())));
    return plain.done();
  }
}
