package io.signalbox.app.shell;

import atlantafx.base.controls.ToggleSwitch;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.serving.ProxyControl;
import io.signalbox.app.serving.ProxyState;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Views;
import java.util.ArrayList;
import java.util.List;
import javafx.event.EventHandler;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The proxy's switch and address, below the pill. It lies over the window while it is open.
final class ProxyPanel extends VBox {
  private final ProxyControl proxy;
  private final Notices notices;
  private final Views views;
  private final Node anchor;
  private final ToggleSwitch toggle = new ToggleSwitch("Proxy");
  private final CheckBox simulated = Parts.check("Simulate all models");
  private final TextField port = new TextField();
  private final VBox state = new VBox(8);
  private final EventHandler<MouseEvent> elsewhere = this::pressed;
  private boolean showing;

  /// @param anchor what opens it; a press on it is its own business
  ProxyPanel(ProxyControl proxy, Notices notices, Views views, Node anchor) {
    this.proxy = proxy;
    this.notices = notices;
    this.views = views;
    this.anchor = anchor;
    getStyleClass().add("proxy-panel");
    setMaxSize(360, USE_PREF_SIZE);
    StackPane.setAlignment(this, Pos.TOP_RIGHT);
    toggle.setId("proxy-switch");
    toggle.selectedProperty().addListener((o, before, now) -> turn(now));
    simulated.setId("proxy-simulated");
    simulated.setWrapText(true);
    simulated.setOnAction(e -> proxy.simulate(simulated.isSelected()));
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    proxy.stateProperty().addListener((o, before, now) -> show());
    getChildren().addAll(toggle, state, simulated, note(), portRow(), links());
    show();
    close();
  }

  void toggle() {
    if (isVisible()) {
      close();
    } else {
      open();
    }
  }

  void open() {
    show();
    setVisible(true);
    setManaged(true);
    toFront();
    toggle.requestFocus();
    scene().forEach(each -> each.addEventFilter(MouseEvent.MOUSE_PRESSED, elsewhere));
  }

  void close() {
    setVisible(false);
    setManaged(false);
    scene().forEach(each -> each.removeEventFilter(MouseEvent.MOUSE_PRESSED, elsewhere));
  }

  private List<Scene> scene() {
    Scene scene = getScene();
    return scene == null ? List.of() : List.of(scene);
  }

  private void pressed(MouseEvent event) {
    boolean inside =
        localToScene(getBoundsInLocal()).contains(event.getSceneX(), event.getSceneY());
    boolean onAnchor =
        anchor
            .localToScene(anchor.getBoundsInLocal())
            .contains(event.getSceneX(), event.getSceneY());
    if (!inside && !onAnchor) {
      close();
    }
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      close();
      anchor.requestFocus();
      event.consume();
    }
  }

  private void turn(boolean on) {
    if (showing) {
      return; // it only shows what is
    }
    if (on) {
      proxy.switchOn();
    } else {
      proxy.switchOff();
    }
  }

  private void show() {
    showing = true;
    ProxyState now = proxy.stateProperty().get();
    toggle.setSelected(now instanceof ProxyState.On || now instanceof ProxyState.Starting);
    simulated.setIndeterminate(proxy.simulating().isEmpty());
    proxy.simulating().ifPresent(simulated::setSelected);
    port.setDisable(now instanceof ProxyState.On || now instanceof ProxyState.Starting);
    port.setText(String.valueOf(proxy.portProperty().get()));
    state.getChildren().setAll(rows(now));
    showing = false;
  }

  private List<Node> rows(ProxyState now) {
    var rows = new ArrayList<Node>();
    switch (now) {
      case ProxyState.Off off ->
          rows.add(
              words("While the proxy is on, apps on this machine can use your graphs.", "second"));
      case ProxyState.Starting starting -> rows.add(words("Starting …", "second"));
      case ProxyState.Failed failed -> {
        rows.add(words(failed.words(), "problem-box"));
        failed
            .otherPort()
            .ifPresent(
                other -> rows.add(Parts.button("Use port " + other, () -> proxy.switchOn(other))));
      }
      case ProxyState.On on -> {
        rows.add(address(on));
        rows.add(
            words(
                "Serves " + String.join(", ", on.graphs()) + ". Use one as the model name.",
                "second"));
      }
    }
    return rows;
  }

  /// Starts the proxy on the port that it proposes instead of one that is taken, if it does.
  void useOtherPort() {
    if (proxy.stateProperty().get() instanceof ProxyState.Failed failed) {
      failed.otherPort().ifPresent(proxy::switchOn);
    }
  }

  private HBox address(ProxyState.On on) {
    Label base = Parts.label(on.base(), "mono");
    base.setId("proxy-address");
    var row =
        new HBox(8, base, Parts.spring(), Parts.button("Copy", () -> copy(on.base()), "quiet"));
    row.getStyleClass().add("value-box");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void copy(String text) {
    var content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
    notices.tell(Notice.said("The address was copied."));
  }

  private static Label note() {
    return words(
        "Without keys, models are simulated: no network, no cost. Answers are marked as simulated.",
        "second");
  }

  private HBox portRow() {
    port.setId("proxy-port");
    port.setPrefColumnCount(6);
    port.setAccessibleText("Port");
    port.textProperty().addListener((o, before, now) -> typed(now));
    Label name = Parts.label("Port", "field-name");
    name.setLabelFor(port);
    var row = new HBox(8, name, port, Parts.label("after a restart of the proxy", "second"));
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void typed(String digits) {
    if (!showing && digits.matches("[0-9]{1,5}") && Integer.parseInt(digits) <= 65_535) {
      proxy.portProperty().set(Integer.parseInt(digits));
    }
  }

  private HBox links() {
    var row =
        new HBox(
            8,
            Parts.button("Connect an app", () -> go(PageId.CONNECT), "quiet"),
            Parts.button("Show traffic", () -> go(PageId.TRAFFIC), "quiet"));
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void go(PageId place) {
    close();
    views.show(place);
  }

  private static Label words(String text, String style) {
    Label label = Parts.label(text, style);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
