package io.signalbox.app.connect;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Editor;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.serving.ProxyControl;
import io.signalbox.app.serving.ProxyState;
import io.signalbox.app.tryout.RecordedRequests;
import io.signalbox.app.wording.RejectionWords;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.store.TrafficFilter;
import io.signalbox.engine.store.TrafficRow;
import io.signalbox.engine.trace.RejectedRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Whether the first request of an app has come, and if not, what may be the cause.
final class FirstRequestStatus extends HBox {
  private static final PseudoClass COME = PseudoClass.getPseudoClass("come");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

  private final Editor editor;
  private final Background background;
  private final Installation installation;
  private final RecordedRequests requests;
  private final ProxyControl proxy;
  private String app = "";
  private Instant since = Instant.EPOCH;
  private Optional<TrafficRow> first = Optional.empty();
  private Optional<TrafficRow> drawn = Optional.empty();
  private String said = "";
  private boolean newest;
  private boolean busy;

  FirstRequestStatus(
      Editor editor,
      Background background,
      Installation installation,
      RecordedRequests requests,
      ProxyControl proxy) {
    super(10);
    this.editor = editor;
    this.background = background;
    this.installation = installation;
    this.requests = requests;
    this.proxy = proxy;
    getStyleClass().add("arrived");
    setAlignment(Pos.CENTER_LEFT);
  }

  /// Waits for nobody.
  void awaitNobody() {
    await("", Instant.EPOCH, false);
  }

  /// Waits for the first request with a key that was just made.
  void awaitFirst(String name, Instant from) {
    await(name, from, false);
  }

  /// Waits for a request with a key that is known; the newest one is shown.
  void awaitNext(String name, Instant from) {
    await(name, from, true);
  }

  private void await(String name, Instant from, boolean latest) {
    if (name.equals(app) && from.equals(since) && latest == newest) {
      return;
    }
    app = name;
    newest = latest;
    since = from;
    first = Optional.empty();
    drawn = Optional.empty();
    show();
  }

  /// Asks whether something has come; where the latest is shown, whether a later one has.
  void look() {
    show();
    boolean known = first.isPresent() && !newest;
    if (busy || known || app.isEmpty()) {
      return;
    }
    busy = true;
    TrafficFilter filter = filter();
    background.run(
        () -> ledger().page(filter, TrafficFilter.Position.TOP, 1),
        rows -> {
          busy = false;
          if (filter.equals(filter())) {
            first = rows.stream().findFirst();
            show();
          }
        },
        trouble -> busy = false);
  }

  private Ledger ledger() {
    return installation.engine().store().ledger();
  }

  private TrafficFilter filter() {
    return TrafficFilter.ALL.since(since).of(app);
  }

  /// Says how it stands.
  void show() {
    pseudoClassStateChanged(COME, first.isPresent());
    if (first.isPresent()) {
      came(first.get());
    } else if (proxy.stateProperty().get() instanceof ProxyState.Failed failed) {
      say(failed.words(), again(failed));
    } else if (proxy.on().isEmpty()) {
      say("The proxy is off, so no requests arrive.", button("Start proxy", proxy::switchOn));
    } else if (app.isEmpty()) {
      say("Create a key first. The first request will then be shown here.", Parts.spring());
    } else {
      waiting();
    }
  }

  private Node again(ProxyState.Failed failed) {
    return failed.otherPort().isPresent()
        ? button(
            "Use port " + failed.otherPort().getAsInt(),
            () -> proxy.switchOn(failed.otherPort().getAsInt()))
        : button("Start proxy", proxy::switchOn);
  }

  /// Shows the path of what came, if something has.
  void showPath() {
    first.ifPresent(row -> requests.find(row.id(), requests::showWay));
  }

  private void waiting() {
    String rejected =
        proxy.refusals().stream()
            .filter(each -> each.at().isAfter(since))
            .findFirst()
            .map(FirstRequestStatus::words)
            .orElse(
                "Error 401 in the app: wrong key. 421: wrong host name. No error: the app does not"
                    + " use this address.");
    String words = "No request from " + app + " yet. " + rejected;
    say(words, Parts.spring());
  }

  /// A request that was rejected says by no key whose it was.
  private static String words(RejectedRequest rejected) {
    return "A request, perhaps of another app, was rejected at "
        + TIME.format(rejected.at())
        + " with status "
        + rejected.status()
        + ": "
        + RejectionWords.of(rejected)
        + ".";
  }

  /// What is shown stays, with the focus that it may have.
  private void came(TrafficRow row) {
    if (drawn.equals(Optional.of(row))) {
      return;
    }
    drawn = Optional.of(row);
    said = "";
    Label title = Parts.label(newest ? "Latest request" : "First request arrived", "step-name");
    title.setId("first-request");
    title.setMinWidth(USE_PREF_SIZE);
    Node way = button("Show path", this::showPath);
    way.setId("first-way");
    getChildren().setAll(dot(), title, wrapped(words(row)), way);
  }

  private String words(TrafficRow row) {
    var graph = editor.document().graph();
    String way =
        java.util.stream.Stream.of((row.path() + " " + row.model()).strip().split(" ", -1))
            .map(id ->
                graph
                    .node(id)
                    .map(node -> node.title())
                    .or(() -> graph.model(id).map(model -> model.title()))
                    .orElse(id))
            .collect(java.util.stream.Collectors.joining(" → "));
    ZoneId zone = ZoneId.systemDefault();
    boolean today = LocalDate.ofInstant(row.at(), zone).equals(LocalDate.now(zone));
    return (today ? TIME : DAY).format(row.at())
        + " · "
        + way
        + (row.status() < 400 ? "" : " · status " + row.status())
        + " · "
        + row.millis()
        + " ms"
        + row.usd().map(usd -> " · " + usd.shown()).orElse("")
        + (row.simulated() ? " · simulated" : "");
  }

  private void say(String words, Node beside) {
    if (!said.equals(words)) { // what has the focus keeps it
      said = words;
      drawn = Optional.empty();
      getChildren().setAll(dot(), wrapped(words), beside);
    }
  }

  private static Region dot() {
    var dot = new Region();
    dot.getStyleClass().add("arrived-dot");
    return dot;
  }

  private static Node button(String words, Runnable action) {
    var button = Parts.button(words, action, "quiet");
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  private static Label wrapped(String words) {
    Label label = Parts.label(words, "because");
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(label, Priority.ALWAYS);
    return label;
  }
}
