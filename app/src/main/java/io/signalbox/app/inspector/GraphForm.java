package io.signalbox.app.inspector;

import io.signalbox.app.kit.Formats;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.SuggestField;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.Slot;
import java.time.ZoneId;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;

/// The fields of the graph itself: what is shown when nothing is selected.
record GraphForm(InspectorContext context) {

  Form<RoutingGraph> make() {
    var form = new Form<>(Subject.graph(context));
    form.head("Graph");
    Label title = Parts.label("", "inspector-title");
    title.setWrapText(true);
    form.part(title, () -> Parts.show(title, form.subject().graph().name()));
    form.typed("Name", Formats.text(), RoutingGraph::name, RoutingGraph::withName)
        .suggested(
            "Time zone",
            false,
            GraphForm::zones,
            graph -> graph.timezone().getId(),
            (graph, zone) -> graph.withTimezone(ZoneId.of(zone)));
    var targets = new TargetChoices(context, "");
    var start = targets.field("Entry point", () -> new Slot.Field("start"));
    start.setId("start");
    form.part(
        "Entry point",
        start,
        () -> {
          String id = form.subject().graph().start();
          start.show(id, targets.title(id));
        });
    var file = new TextField();
    file.setEditable(false);
    file.getStyleClass().add("mono");
    form.part("File", file, () -> file.setText(context.editor().document().file()));
    var promises = new Promises(context);
    form.head("Promises");
    form.words("What must be true on every path. Proved while you edit.");
    form.part(promises, promises::follow);
    return form.words("Select a node or model to edit it.");
  }

  private static List<SuggestField.Suggestion> zones() {
    return ZoneId.getAvailableZoneIds().stream().sorted().map(SuggestField.Suggestion::of).toList();
  }
}
