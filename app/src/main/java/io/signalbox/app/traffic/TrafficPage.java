package io.signalbox.app.traffic;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Editor;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.serving.ProxyControl;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Views;
import io.signalbox.app.tryout.RecordedRequests;
import io.signalbox.app.wording.RejectionWords;
import io.signalbox.engine.store.Facets;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.store.TrafficInterval;
import io.signalbox.engine.store.TrafficRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Every request through the proxy, the newest first. It follows what comes only while it is shown.
public final class TrafficPage extends VBox {
  private static final javafx.util.Duration LOOK = javafx.util.Duration.millis(500);
  private static final double DETAILS = 384;
  private static final double DETAILS_SHARE = 0.245;
  private static final double LEAST = 300;
  private static final double TABLE = 800;
  private static final double WIDE = 1400;
  private static final int CHARTS_EVERY = 4;

  private final Views views;
  private final Background background;
  private final Installation installation;
  private final RecordedRequests requests;
  private final ProxyControl proxy;
  private final TrafficCharts charts = new TrafficCharts();
  private final FilterBar filters;
  private final TrafficFooter foot = new TrafficFooter();
  private final RequestDetails details;
  private final Label refused = Parts.label("", "second");
  private final Label trouble = Parts.label("", "problem-box");
  private final Button fresh = Parts.button("", this::toTop, "accent");
  private final javafx.animation.Timeline looking = new Timeline();
  private final RowWindow rows;
  private final TrafficTable table;
  private int looks;
  private boolean drawing;
  private Optional<String> asked = Optional.empty(); // the request whose details are to be shown

  public TrafficPage(
      Editor editor,
      Views views,
      Background background,
      Installation installation,
      RecordedRequests requests,
      ProxyControl proxy) {
    super(12);
    this.views = views;
    this.background = background;
    this.installation = installation;
    this.requests = requests;
    this.proxy = proxy;
    rows = new RowWindow(this::ledger, background);
    table = new TrafficTable(background, installation, requests, rows);
    filters = filters(editor);
    details = new RequestDetails(requests, this::closeDetails);
    charts.onMoment(this::goTo);
    views.trafficAskedProperty().addListener((o, before, now) -> now.ifPresent(this::goTo));
    layOut();
    table.getSelectionModel().selectedItemProperty().addListener((o, before, now) -> selected(now));
    looking.getKeyFrames().add(new KeyFrame(LOOK, e -> look()));
    looking.setCycleCount(Animation.INDEFINITE);
    sceneProperty().addListener((o, before, now) -> shown(now));
  }

  private FilterBar filters(Editor editor) {
    return new FilterBar(
        this::filter,
        installation.providers().stream().map(each -> each.id()).toList(),
        () -> editor.document().graph().nodes().sequencedKeySet().stream().toList());
  }

  private void layOut() {
    getStyleClass().add("traffic");
    getStylesheets()
        .add(
            Objects.requireNonNull(TrafficPage.class.getResource("traffic.css"), "traffic.css")
                .toExternalForm());
    Label title = Parts.label("Traffic", "page-title");
    getChildren().addAll(new VBox(4, title, subtitle()), charts, filters, told(), content(), foot);
  }

  private Ledger ledger() {
    return installation.engine().store().ledger();
  }

  private static Label subtitle() {
    return Parts.pageWords(
        "All requests of the proxy, newest first. It holds no prompts and no answers.");
  }

  private HBox told() {
    trouble.textProperty().bind(rows.troubleProperty());
    trouble.visibleProperty().bind(trouble.textProperty().isNotEmpty());
    trouble.managedProperty().bind(trouble.visibleProperty());
    fresh.setId("traffic-new");
    var waiting = rows.waitingProperty();
    fresh
        .textProperty()
        .bind(waiting.map(many -> (many.intValue() >= 1_000 ? "1000 or more" : many) + " new"));
    fresh.visibleProperty().bind(waiting.greaterThan(0));
    fresh.managedProperty().bind(fresh.visibleProperty());
    refused.managedProperty().bind(refused.textProperty().isNotEmpty());
    var box = new HBox(12, fresh, refused, trouble);
    box.managedProperty()
        .bind(
            fresh
                .visibleProperty()
                .or(trouble.visibleProperty())
                .or(refused.textProperty().isNotEmpty()));
    return box;
  }

  private HBox content() {
    details.setMinWidth(LEAST);
    details
        .prefWidthProperty()
        .bind(widthProperty().map(width -> Math.max(LEAST, width.doubleValue() * DETAILS_SHARE)));
    details.setMaxWidth(DETAILS);
    HBox.setHgrow(table, Priority.ALWAYS);
    table.setMinWidth(320);
    table.setPrefWidth(TABLE);
    var box = new HBox(12, table, details);
    box.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ESCAPE && details.shown().isPresent()) {
            closeDetails();
            e.consume();
          }
        });
    widthProperty().addListener((o, before, now) -> makeRoom());
    makeRoom();
    VBox.setVgrow(box, Priority.ALWAYS);
    return box;
  }

  /// Without much room nothing is kept free for details of no request.
  private void makeRoom() {
    Parts.setShown(details, details.shown().isPresent() || getWidth() >= WIDE);
  }

  /// What can be done here.
  public List<Action> actions() {
    return List.of(
        Action.of(
            "traffic.search",
            "Search traffic",
            () -> {
              views.show(PageId.TRAFFIC);
              filters.search();
            }),
        Action.of(
            "traffic.moment",
            "Go to time in traffic…",
            () -> {
              views.show(PageId.TRAFFIC);
              filters.moment().requestFocus();
            }),
        Action.of("traffic.newest", "Go to newest request", this::toTop),
        Action.of(
            "traffic.way",
            "Show path of request",
            () -> details.shown().ifPresent(requests::showWay)));
  }

  /// Lists the requests from a minute back.
  private void goTo(Instant minute) {
    filters.moment().show(Optional.of(minute));
  }

  private void toTop() {
    filters.moment().clearMinute();
    table.scrollTo(0);
    rows.reload();
  }

  private void shown(@Nullable Scene scene) {
    if (scene == null) {
      looking.stop();
    } else {
      filter();
      looking.play();
    }
  }

  private void filter() {
    rows.show(filters.filter(Instant.now()), filters.moment().until());
    table.scrollTo(0);
    draw();
  }

  private void look() {
    rows.look();
    var turnedAway = proxy.refusals();
    Parts.show(
        refused,
        turnedAway.isEmpty()
            ? ""
            : "Rejected recently: "
                + turnedAway.size()
                + ", last at "
                + RowText.time(turnedAway.getFirst().at())
                + " with "
                + turnedAway.getFirst().status()
                + ", "
                + RejectionWords.of(turnedAway.getFirst())
                + ".");
    if (++looks % CHARTS_EVERY == 0) {
      draw();
    }
  }

  private record Drawn(List<TrafficInterval> pulses, Facets facets, TrafficFooter.Figures foot) {}

  private void draw() {
    if (drawing) {
      return;
    }
    drawing = true;
    TimeRange range = filters.range();
    background.run(
        () -> drawn(installation.engine().store(), range),
        drawn -> {
          drawing = false;
          filters.offer(drawn.facets());
          foot.show(drawn.foot());
          charts.show(drawn.pulses(), (double) range.grain().length().toMinutes());
        },
        failed -> drawing = false);
  }

  private static Drawn drawn(Store store, TimeRange range) {
    Ledger ledger = store.ledger();
    Instant now = Instant.now();
    Instant from = range.drawnFrom(now);
    List<TrafficInterval> found = ledger.pulses(range.grain(), from, now);
    boolean all = range == TimeRange.ALL && !found.isEmpty();
    Instant begin = all ? found.getFirst().at().minus(Duration.ofHours(1)) : from;
    return new Drawn(
        TrafficCharts.filled(found, begin, now, range.grain()),
        ledger.facets(),
        TrafficFooter.Figures.of(ledger, store.home(), now));
  }

  private void selected(@Nullable TrafficRow row) {
    if (row != null) {
      var wanted = Optional.of(row.id());
      asked = wanted;
      requests.find(
          row.id(),
          found -> {
            if (asked.equals(wanted)) {
              details.show(found);
              makeRoom();
            }
          });
    }
  }

  private void closeDetails() {
    asked = Optional.empty();
    table.getSelectionModel().clearSelection();
    details.clear();
    makeRoom();
    table.requestFocus();
  }
}
