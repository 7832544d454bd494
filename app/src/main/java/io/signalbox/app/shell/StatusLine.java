package io.signalbox.app.shell;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Document;
import io.signalbox.app.document.Editor;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.serving.ProxyControl;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.ToolPane;
import io.signalbox.app.state.Views;
import io.signalbox.engine.graph.ProblemCode;
import java.util.EnumSet;
import java.util.Set;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// The line at the foot of the window.
final class StatusLine extends HBox {
  private final Hyperlink state = new Hyperlink();
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
            text(views));
    state.setId("health");
    state.getStyleClass().add("row-link");
    state.setOnAction(e -> views.show(ToolPane.PROBLEMS));
    editor.documentProperty().addListener((o, before, now) -> show(now));
    show(editor.document());
  }

  /// Whether a graph can be used as it is. A promise that does not hold is never green, even where
  /// it is only a warning.
  private record Health(String words, String style) {
    private static final Set<ProblemCode> PROMISES =
        EnumSet.of(
            ProblemCode.PROMISE_BROKEN, ProblemCode.PROMISE_MORE, ProblemCode.PROMISE_IN_DOUBT);

    static Health of(Document document) {
      long errors = document.problems().stream().filter(each -> each.isError()).count();
      if (errors > 0) {
        return new Health(count((int) errors, "error"), "bad");
      }
      long promises =
          document.problems().stream()
              .filter(each -> PROMISES.contains(each.code()))
              .map(each -> each.place())
              .distinct()
              .count();
      return promises > 0
          ? new Health(count((int) promises, "promise") + " may be broken", "warn")
          : new Health("Graph is valid", "good");
    }
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
    Health health = Health.of(document);
    Parts.show(state, health.words());
    state.setGraphic(
        new FontIcon(
            health.style().equals("good")
                ? MaterialDesignC.CHECK
                : MaterialDesignA.ALERT_CIRCLE_OUTLINE));
    state.getStyleClass().removeAll("good", "warn", "bad");
    state.getStyleClass().add(health.style());
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

  private static Hyperlink text(Views views) {
    var link = Parts.link("YAML");
    link.setId("show-text");
    link.getStyleClass().add("row-link");
    link.setAccessibleText("Show or hide the graph's text");
    Parts.tip(link, "Shows or hides the graph's text (Ctrl E).");
    link.setOnAction(e -> {
      views.show(PageId.GRAPH);
      views.textProperty().set(!views.textProperty().get());
    });
    return link;
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
