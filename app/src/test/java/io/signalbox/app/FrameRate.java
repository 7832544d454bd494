package io.signalbox.app;

import io.signalbox.app.document.Document;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.canvas.CanvasSurface;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.workspace.GraphText;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import javafx.animation.AnimationTimer;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;
import javafx.util.Duration;

/// Counts the frames of a real window with a graph of a thousand nodes while it is panned, zoomed
/// and while a card is dragged. `scripts/frames.sh` starts it; it is no test.
public final class FrameRate extends Application {
  private static final double SECONDS = Integer.getInteger("seconds", 4);

  /// How long nothing moves before each phase, as when a person looks and then takes the mouse.
  private static final double PAUSE = Double.parseDouble(System.getProperty("pause", "2"));

  private static final int NODES = 800;
  private static final int MODELS = 200;
  private static final int COLUMNS = 20;

  /// Where the card stands that is dragged.
  private static final Point2D CARD = new Point2D(10 * 240.0, 5 * 130.0);

  private final Session session = new Session(Desk.installation(), Background.threads());
  private CanvasSurface surface = new CanvasSurface();

  /// What is done in each frame.
  private record Phase(String name, Runnable before, IntConsumer frame, Runnable after) {}

  /// Starts it.
  public static void main(String[] words) {
    launch(words);
  }

  @Override
  public void start(Stage stage) {
    stage.setScene(new Scene(new Workbench(session, "light", 1600).root(), 1600, 1000));
    stage.show();
    long began = System.nanoTime();
    Document document = Document.of("thousand.yaml", GraphText.write(graph()));
    long read = System.nanoTime();
    session.editor().open(document);
    System.out.printf(
        Locale.ROOT,
        "read in %.0f ms, shown in %.0f ms%n",
        (read - began) / 1e6,
        (System.nanoTime() - read) / 1e6);
    // What is in a pane is only found once the pane has been laid out.
    stage.getScene().getRoot().applyCss();
    stage.getScene().getRoot().layout();
    surface = (CanvasSurface) stage.getScene().lookup(".canvas-surface");
    run(new ArrayList<>(phases()), stage.getScene());
  }

  private List<Phase> phases() {
    Runnable near =
        () -> {
          surface.zoomToOwnSize();
          surface.centreOn(CARD.getX(), CARD.getY());
        };
    Runnable away = surface::fit;
    return List.of(
        new Phase("settle", () -> {}, i -> {}, () -> {}),
        new Phase("pan", near, i -> scroll(way(i, 12), way(i, 5), false), () -> {}),
        new Phase("pan far", away, i -> scroll(way(i, 6), way(i, 3), false), () -> {}),
        new Phase("zoom", near, i -> scroll(0, i % 120 < 60 ? -10 : 10, true), () -> {}),
        new Phase("drag", () -> grab(near), this::pull, () -> mouse(MouseEvent.MOUSE_RELEASED, 0)),
        new Phase(
            "drag far", () -> grab(away), this::pull, () -> mouse(MouseEvent.MOUSE_RELEASED, 0)));
  }

  private static double way(int frame, double by) {
    return frame % 120 < 60 ? -by : by;
  }

  private Point2D grabbed = Point2D.ZERO;

  private void grab(Runnable view) {
    view.run();
    grabbed = surface.fromCanvas(CARD.getX() + 60, CARD.getY() + 10);
    mouse(MouseEvent.MOUSE_PRESSED, 0);
  }

  private void pull(int frame) {
    mouse(MouseEvent.MOUSE_DRAGGED, 20 + frame % 120 * 2);
  }

  private void mouse(EventType<MouseEvent> type, double by) {
    Point2D at = grabbed.add(by, by / 2);
    Point2D scene = surface.localToScene(at);
    Event.fireEvent(
        surface,
        new MouseEvent(
            type,
            scene.getX(),
            scene.getY(),
            scene.getX(),
            scene.getY(),
            MouseButton.PRIMARY,
            1,
            false,
            false,
            false,
            false,
            true,
            false,
            false,
            true,
            false,
            false,
            null));
  }

  private void scroll(double x, double y, boolean zoom) {
    Point2D scene = surface.localToScene(surface.getWidth() / 2, surface.getHeight() / 2);
    Event.fireEvent(
        surface,
        new ScrollEvent(
            ScrollEvent.SCROLL,
            scene.getX(),
            scene.getY(),
            scene.getX(),
            scene.getY(),
            false,
            zoom,
            false,
            false,
            false,
            false,
            x,
            y,
            x,
            y,
            ScrollEvent.HorizontalTextScrollUnits.NONE,
            0,
            ScrollEvent.VerticalTextScrollUnits.NONE,
            0,
            0,
            null));
  }

  private void run(List<Phase> phases, Scene scene) {
    if (phases.isEmpty()) {
      Platform.exit();
      return;
    }
    new Counter(phases.removeFirst(), scene, () -> run(phases, scene)).start();
  }

  /// Counts one phase.
  private static final class Counter extends AnimationTimer {
    private final Phase phase;
    private final Scene scene;
    private final Runnable then;
    private final List<Double> gaps = new ArrayList<>();
    private final Runnable laidOut = this::laidOut;
    private long begun;
    private long last;
    private long own;
    private long pulse;
    private long handed;
    private int frame;
    private final Map<String, Long> busy = new TreeMap<>();

    Counter(Phase phase, Scene scene, Runnable then) {
      this.phase = phase;
      this.scene = scene;
      this.then = then;
    }

    @Override
    public void start() {
      phase.before().run();
      var pause = new PauseTransition(Duration.seconds(PAUSE));
      pause.setOnFinished(e -> begin());
      pause.play();
    }

    private void begin() {
      scene.addPostLayoutPulseListener(laidOut);
      super.start();
    }

    private void laidOut() {
      pulse += handed == 0 ? 0 : System.nanoTime() - handed;
    }

    @Override
    public void handle(long now) {
      long entered = System.nanoTime();
      if (begun == 0) {
        begun = entered;
        busy.putAll(busy());
      }
      if (last != 0) {
        gaps.add((entered - last) / 1e6);
      }
      last = entered;
      if (entered - begun > SECONDS * 1e9) {
        stop();
        scene.removePostLayoutPulseListener(laidOut);
        phase.after().run();
        report();
        then.run();
        return;
      }
      phase.frame().accept(frame++);
      handed = System.nanoTime();
      own += handed - entered;
    }

    /// The processor time that the window's threads have had.
    private static Map<String, Long> busy() {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      var busy = new TreeMap<String, Long>();
      for (long id : threads.getAllThreadIds()) {
        ThreadInfo thread = threads.getThreadInfo(id);
        String name = thread == null ? "" : thread.getThreadName();
        if (name.startsWith("JavaFX Application") || name.startsWith("QuantumRenderer")) {
          busy.merge(
              name.startsWith("J") ? "window" : "drawing", threads.getThreadCpuTime(id), Long::sum);
        }
      }
      return busy;
    }

    private String busyEach() {
      var words = new StringBuilder();
      busy()
          .forEach((name, time) ->
              words.append(
                  String.format(
                      Locale.ROOT,
                      "  %s %.1f ms",
                      name,
                      (time - busy.getOrDefault(name, 0L)) / 1e6 / Math.max(1, frame))));
      return words.toString();
    }

    private void report() {
      double[] sorted = gaps.stream().mapToDouble(each -> each).sorted().toArray();
      double all = Arrays.stream(sorted).sum();
      System.out.printf(
          Locale.ROOT,
          "%-10s %5.1f fps  median %5.1f ms  p95 %5.1f ms  worst %6.1f ms  ours %4.1f%%  "
              + "style and layout %4.1f%%  rest %4.1f%%  processor time a frame:%s%n",
          phase.name(),
          1000 * sorted.length / all,
          sorted[sorted.length / 2],
          sorted[(int) (sorted.length * 0.95)],
          sorted[sorted.length - 1],
          own / 1e4 / all,
          pulse / 1e4 / all,
          100 - (own + pulse) / 1e4 / all,
          busyEach());
    }
  }

  /// A graph of a thousand nodes, always the same.
  private static RoutingGraph graph() {
    return graph(NODES, MODELS, COLUMNS);
  }

  /// A graph of so many nodes, always the same.
  static RoutingGraph graph(int many, int manyModels, int columns) {
    var random = new Random(7);
    var models = new LinkedHashMap<String, Model>();
    for (int i = 0; i < manyModels; i++) {
      var at = new About.CanvasPoint(columns * 240.0, i * 90.0);
      models.put(
          "m" + i, Model.of("m" + i, "openai", "gpt-" + i).withAbout(About.NOTHING.movedTo(at)));
    }
    var nodes = new LinkedHashMap<String, Node>();
    int high = many / columns;
    for (int i = 0; i < many; i++) {
      int column = i / high;
      var to = new ArrayList<String>();
      for (int branch = 0; branch < 2; branch++) {
        boolean leaf = column == columns - 1 || random.nextInt(12) == 0;
        int row = Math.clamp(i % high + random.nextInt(7) - 3, 0, high - 1);
        to.add(leaf ? "m" + random.nextInt(manyModels) : "n" + ((column + 1) * high + row));
      }
      var about =
          new About(
              Optional.of("Step " + i),
              Optional.of(new About.CanvasPoint(column * 240.0, i % high * 130.0)),
              Optional.empty());
      nodes.put("n" + i, node("n" + i, about, to, i % 3));
    }
    return new RoutingGraph("Thousand", "n0", ZoneId.of("UTC"), models, nodes, List.of());
  }

  private static Node node(String id, About about, List<String> to, int kind) {
    return switch (kind) {
      case 0 -> new BalanceNode(id, about, to, BalanceNode.Measure.COST, BalanceNode.Where.ANY);
      case 1 ->
          new FallbackNode(
              id,
              about,
              to,
              FallbackNode.USUAL,
              0,
              Optional.empty(),
              Optional.empty(),
              java.util.OptionalInt.empty());
      default ->
          new RulesNode(
              id,
              about,
              List.of(
                  new RulesNode.Rule(
                      io.signalbox.engine.graph.condition.Condition.of("tokens > 8000"),
                      to.getFirst(),
                      Optional.empty())),
              to.getLast());
    };
  }
}
