package io.signalbox.app.canvas;

import io.signalbox.app.figures.GraphFigures;
import io.signalbox.app.figures.LiveFigures;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Views;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/// Says what the figures on the canvas are about, and chooses it: which app, and which recorded
/// hour. While it is shown the figures are looked up each second.
final class FiguresBar extends HBox {
  private static final Duration LOOK = Duration.seconds(1);
  private static final String ALL = "all apps";
  private static final String NAMELESS = "terminal";
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("EEEE d MMMM, HH:mm", Locale.ENGLISH);

  /// Narrower canvases have no room for the slider.
  private static final double ROOMY = 700;

  private static final java.time.Duration TO_LAST_MINUTE = java.time.Duration.ofMinutes(59);

  private final LiveFigures figures;
  private final Views views;
  private final Button requests;
  private final ToggleButton toggle = Parts.toggle("");
  private final MenuButton apps = new MenuButton();
  private final Slider time = new Slider();
  private final Label words = Parts.label("", "second");
  private final Timeline looking = new Timeline();
  private boolean filling;

  /// @param views is asked for the requests behind the figures
  FiguresBar(LiveFigures figures, Views views) {
    super(8);
    this.figures = figures;
    this.views = views;
    requests =
        Parts.iconButton(
            MaterialDesignF.FORMAT_LIST_BULLETED, "Show these requests", this::showRequests);
    requests.setId("figures-requests");
    getStyleClass().addAll("floating", "figures-bar");
    setAlignment(Pos.CENTER_LEFT);
    setMaxSize(USE_PREF_SIZE, 30);
    toggle();
    apps();
    time();
    words.setId("figures-words");
    words.setMinWidth(0);
    getChildren().addAll(toggle, apps, time, words, requests);
    looking.getKeyFrames().add(new KeyFrame(LOOK, e -> figures.look()));
    looking.setCycleCount(Animation.INDEFINITE);
    sceneProperty().addListener((o, before, now) -> follow());
    figures.shownProperty().addListener((o, before, now) -> follow());
    figures.figuresProperty().subscribe(this::show);
    figures.hoursProperty().subscribe(this::fill);
    figures.hourProperty().addListener((o, before, now) -> fill(figures.hoursProperty().get()));
    follow();
  }

  private void follow() {
    boolean on = figures.shownProperty().get();
    Stream.of(apps, words, requests).forEach(part -> Parts.setShown(part, on));
    fill(figures.hoursProperty().get());
    if (on && getScene() != null) {
      figures.look();
      looking.play();
    } else {
      looking.stop();
    }
  }

  private void toggle() {
    toggle.setId("figures-toggle");
    toggle.setGraphic(new FontIcon(MaterialDesignP.PULSE));
    toggle.getStyleClass().add("icon-only");
    toggle.setAccessibleText("Live figures");
    Parts.tip(toggle, "Shares, failures, spend and speed on the canvas");
    toggle.selectedProperty().bindBidirectional(figures.shownProperty());
  }

  private void apps() {
    apps.setId("figures-app");
    apps.getStyleClass().addAll("filter-chip", "no-arrow");
    apps.setMinWidth(USE_PREF_SIZE);
    apps.getItems().add(Parts.item(ALL)); // else it would not open
    apps.setOnShowing(e -> apps.getItems().setAll(items()));
    figures
        .appProperty()
        .subscribe(app -> {
          String name = app.map(FiguresBar::name).orElse(ALL);
          Parts.show(apps, name);
          apps.setAccessibleText("Figures of " + name);
        });
  }

  private List<MenuItem> items() {
    Stream<Optional<String>> choices =
        Stream.concat(
            Stream.of(Optional.empty()),
            figures.figuresProperty().get().apps().stream().map(Optional::of));
    return choices.map(this::item).toList();
  }

  private MenuItem item(Optional<String> app) {
    MenuItem item = Parts.item(app.map(FiguresBar::name).orElse(ALL));
    item.setOnAction(e -> figures.appProperty().set(app));
    return item;
  }

  private static String name(String app) {
    return app.isEmpty() ? NAMELESS : app;
  }

  private void time() {
    time.setId("figures-time");
    time.setMin(0);
    time.setMajorTickUnit(1);
    time.setMinorTickCount(0);
    time.setBlockIncrement(1);
    time.setSnapToTicks(true);
    time.setPrefWidth(150);
    Parts.tip(time, this::hourWords);
    time.valueProperty()
        .addListener((o, before, now) -> {
          if (!filling) {
            choose((int) Math.round(now.doubleValue()));
          }
        });
  }

  /// The places of the slider are the recorded hours; at its right end is now.
  private void choose(int place) {
    List<Instant> hours = figures.hoursProperty().get();
    figures
        .hourProperty()
        .set(place >= hours.size() ? Optional.empty() : Optional.of(hours.get(place)));
  }

  private void fill(List<Instant> hours) {
    filling = true;
    time.setMax(Math.max(1, hours.size()));
    int place = figures.hourProperty().get().map(hours::indexOf).orElse(hours.size());
    time.setValue(place < 0 || hours.isEmpty() ? time.getMax() : place);
    filling = false;
    Parts.setShown(time, figures.shownProperty().get() && !hours.isEmpty() && room() >= ROOMY);
    time.setAccessibleText("Time of the figures: " + hourWords());
  }

  private String hourWords() {
    return figures
        .hourProperty()
        .get()
        .map(hour -> HOUR.format(hour.atZone(ZoneId.systemDefault())))
        .orElse("now");
  }

  private double room() {
    return getParent() == null ? ROOMY : getParent().getLayoutBounds().getWidth();
  }

  /// The canvas has another width.
  void resized() {
    fill(figures.hoursProperty().get());
  }

  /// Goes to the requests of the hour that is shown, or to the newest.
  void showRequests() {
    figures
        .hourProperty()
        .get()
        .ifPresentOrElse(
            hour -> views.showTraffic(hour.plus(TO_LAST_MINUTE)), () -> views.show(PageId.TRAFFIC));
  }

  private void show(GraphFigures now) {
    Parts.show(words, now.equals(GraphFigures.NONE) ? "" : FigureWords.whole(now));
  }

  /// Goes to an hour before or after the one that is shown.
  ///
  /// @param by -1: the one before
  void step(int by) {
    if (time.isVisible()) {
      time.setValue(Math.clamp(Math.rint(time.getValue()) + by, 0, time.getMax()));
    }
  }
}
