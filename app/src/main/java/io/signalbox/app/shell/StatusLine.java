package io.signalbox.app.shell;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Document;
import io.signalbox.app.document.Editor;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.serving.ProxyControl;
import io.signalbox.app.state.Views;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// The line at the foot of the window.
final class StatusLine extends HBox {
  private final Label state = new Label();
  private final Label counts = new Label();

  StatusLine(Installation installation, Editor editor, Views views, ProxyControl proxy) {
    getStyleClass().add("status-line");
    String prices =
        installation.pricesOf().map(day -> "Prices of " + day).orElse("No prices known");
    getChildren()
        .addAll(
            state,
            counts,
            drift(proxy),
            Parts.spring(),
            caret(views),
            Parts.label(prices),
            Parts.label("YAML"));
    editor.documentProperty().addListener((o, before, now) -> show(now));
    show(editor.document());
  }

  private static Label caret(Views views) {
    Label place = new Label();
    place
        .textProperty()
        .bind(
            views
                .caretProperty()
                .map(at ->
                    at.map(each -> "Ln " + each.line() + ", Col " + each.column()).orElse("")));
    place.visibleProperty().bind(views.textProperty());
    place.managedProperty().bind(place.visibleProperty());
    return place;
  }

  private void show(Document document) {
    if (document.equals(Document.NONE)) {
      Parts.show(state, "No graph open");
      state.setGraphic(null);
      Parts.show(counts, "");
      return;
    }
    long errors = document.problems().stream().filter(each -> each.isError()).count();
    boolean valid = errors == 0;
    Parts.show(state, valid ? "Graph is valid" : errors == 1 ? "1 error" : errors + " errors");
    state.setGraphic(
        new FontIcon(valid ? MaterialDesignC.CHECK : MaterialDesignA.ALERT_CIRCLE_OUTLINE));
    state.getStyleClass().removeAll("good", "bad");
    state.getStyleClass().add(valid ? "good" : "bad");
    int nodes = document.graph().nodes().size();
    int models = document.graph().models().size();
    Parts.show(
        counts,
        count(nodes, "node")
            + ", "
            + count(models, "model")
            + ", "
            + count(document.wires(), "wire"));
  }

  /// What of the graph in front is not live yet.
  private static Hyperlink drift(ProxyControl proxy) {
    var link = new Hyperlink();
    link.setId("make-live");
    link.getStyleClass().add("row-link");
    var places = proxy.driftProperty();
    link.textProperty()
        .bind(
            places.map(many ->
                "Draft differs from the proxy in " + count(many.intValue(), "node") + " · Deploy"));
    link.visibleProperty().bind(places.greaterThan(0));
    link.managedProperty().bind(link.visibleProperty());
    link.setOnAction(e -> proxy.makeLive());
    return link;
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
