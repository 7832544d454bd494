package io.signalbox.app.inspector;

import io.signalbox.app.kinds.Kinds;
import io.signalbox.app.kit.Format;
import io.signalbox.app.kit.Formats;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.ValueField;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Id;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What all nodes and models have: a kind, a name, an id, and whether they are disabled.
final class SubjectHeader extends VBox {

  private final InspectorContext context;
  private final List<String> ids;
  private final Label kind = Parts.sectionHead("");
  private final Label title = Parts.label("", "inspector-title");
  private final CheckBox disabled = Parts.check("Disabled");
  private final Subject<About> words;
  private final Form<About> name;
  private final Optional<ValueField<String>> id;

  SubjectHeader(InspectorContext context, List<String> ids) {
    this.context = context;
    this.ids = ids;
    words = Subject.words(context, ids);
    name = new Form<>(words);
    getStyleClass().add("form");
    title.setWrapText(true);
    disabled.setId("disabled");
    disabled.setAccessibleHelp("Requests skip it.");
    disabled.setOnAction(e -> disable(disabled.isSelected()));
    id = ids.size() == 1 ? Optional.of(idField()) : Optional.empty();
    var line = new HBox(kind, Parts.spring(), disabled);
    line.getStyleClass().add("head-line");
    getChildren().addAll(line, title);
    if (ids.size() == 1) {
      name.typed(
          "Name",
          Formats.optional(Formats.word("")),
          About::name,
          (about, text) -> new About(text, about.at(), about.note()));
      getChildren().add(name);
    }
    id.ifPresent(field -> {
      var row = new HBox(Parts.label("id", "second"), field);
      row.getStyleClass().add("id-line");
      getChildren().add(row);
    });
  }

  private ValueField<String> idField() {
    Format<String> format =
        Formats.of(
            text -> {
              String wish = text.strip();
              if (!Id.isValid(wish)) {
                return Format.fault("Use only letters, digits, _ - and .");
              }
              boolean taken = !wish.equals(ids.getFirst()) && graph().has(wish);
              return taken ? Format.fault("This id is already used.") : Format.value(wish);
            },
            each -> each);
    var field = new ValueField<>("Id", format).onTaken(this::rename);
    field.control().setId("id");
    field.control().getStyleClass().addAll("mono", "flat");
    return field;
  }

  private void rename(String to) {
    if (context.editor().edit("Change id", new GraphEdit.Rename(ids.getFirst(), to))) {
      context.editor().select(to);
    }
  }

  private void disable(boolean off) {
    context
        .editor()
        .edit(
            off ? "Disable" : "Enable",
            new GraphEdit.Several(
                ids.stream().<GraphEdit>map(each -> new GraphEdit.Disable(each, off)).toList()));
  }

  private RoutingGraph graph() {
    return context.editor().document().graph();
  }

  /// The note; it stands further below.
  Form<About> note() {
    return new Form<>(words)
        .prose("Note", About::note, (about, text) -> new About(about.name(), about.at(), text));
  }

  void follow() {
    String words = ids.size() == 1 ? kindOf(ids.getFirst()) : kinds();
    Parts.show(kind, words.toUpperCase(java.util.Locale.ROOT));
    kind.setAccessibleText(words);
    Parts.show(title, ids.size() == 1 ? titleOf(ids.getFirst()) : ids.size() + " selected");
    id.ifPresent(field -> field.show(ids.getFirst()));
    name.follow();
    long off = ids.stream().filter(graph()::isDisabled).count();
    disabled.setSelected(off == ids.size());
    disabled.setIndeterminate(off > 0 && off < ids.size());
  }

  private String kinds() {
    List<String> kinds = ids.stream().map(this::kindOf).distinct().toList();
    return kinds.size() == 1 ? kinds.getFirst() : "Several kinds";
  }

  private String kindOf(String each) {
    return graph().node(each).map(Kinds::of).orElse(Kinds.MODEL).name();
  }

  private String titleOf(String each) {
    return graph()
        .node(each)
        .map(Node::title)
        .or(() -> graph().model(each).map(Model::title).filter(some -> !some.isEmpty()))
        .orElse(each);
  }
}
