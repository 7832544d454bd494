package io.signalbox.app.shell;

import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.serving.ProxyControl;
import io.signalbox.app.serving.ProxyMetrics;
import io.signalbox.app.serving.ProxyState;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.Views;
import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/// The proxy's state in one line; a click opens its panel.
final class ProxyPill extends Button {
  private static final PseudoClass ON = PseudoClass.getPseudoClass("on");
  private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
  private static final Duration LOOK = Duration.seconds(1);

  private final ProxyControl proxy;
  private final ProxyPanel panel;
  private final Timeline looking = new Timeline();

  ProxyPill(ProxyControl proxy, Notices notices, Views views) {
    this.proxy = proxy;
    panel = new ProxyPanel(proxy, notices, views, this);
    getStyleClass().setAll("button", "pill");
    setId("proxy");
    setMinWidth(USE_PREF_SIZE);
    var dot = new Region();
    dot.getStyleClass().add("proxy-dot");
    setGraphic(dot);
    setOnAction(e -> panel.toggle());
    looking.getKeyFrames().add(new KeyFrame(LOOK, e -> proxy.look()));
    looking.setCycleCount(Animation.INDEFINITE);
    proxy.stateProperty().addListener((o, before, now) -> show());
    proxy.figuresProperty().addListener((o, before, now) -> show());
    sceneProperty().addListener((o, before, now) -> show());
    show();
  }

  /// What opens below it.
  ProxyPanel panel() {
    return panel;
  }

  /// What can be done with the proxy.
  List<Action> actions() {
    return List.of(
        Action.of("proxy.switch", "Toggle proxy", this::toggle),
        Action.of("proxy.live", "Deploy graph to proxy", proxy::makeLive)
            .when(proxy.driftProperty().greaterThan(0)),
        Action.of("proxy.other-port", "Start proxy on another port", panel::useOtherPort)
            .when(
                Bindings.createBooleanBinding(
                    () -> proxy.stateProperty().get() instanceof ProxyState.Failed,
                    proxy.stateProperty())),
        Action.of("proxy.panel", "Show proxy panel", panel::open));
  }

  private void toggle() {
    switch (proxy.stateProperty().get()) {
      case ProxyState.Off off -> proxy.switchOn();
      case ProxyState.Failed failed -> proxy.switchOn();
      case ProxyState.Starting starting -> proxy.switchOff();
      case ProxyState.On on -> proxy.switchOff();
    }
  }

  private void show() {
    ProxyState state = proxy.stateProperty().get();
    Parts.show(this, words(state, proxy.figuresProperty().get()));
    setAccessibleText(getText() + ". Opens the proxy panel.");
    pseudoClassStateChanged(ON, state instanceof ProxyState.On);
    pseudoClassStateChanged(FAILED, state instanceof ProxyState.Failed);
    if (state instanceof ProxyState.On && getScene() != null) {
      looking.play();
    } else {
      looking.stop();
    }
  }

  /// The state in one line.
  static String words(ProxyState state, ProxyMetrics figures) {
    return switch (state) {
      case ProxyState.Off off -> "Proxy off";
      case ProxyState.Starting starting -> "Proxy starting …";
      case ProxyState.Failed failed -> "Proxy failed to start";
      case ProxyState.On on ->
          "Proxy "
              + on.place()
              + " · "
              + figures.perMinute()
              + " req/min · "
              + (on.simulated() ? "simulated" : figures.today().shown() + " today");
    };
  }
}
