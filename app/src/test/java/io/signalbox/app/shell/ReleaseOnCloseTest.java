package io.signalbox.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.app.Desk;
import io.signalbox.app.QuickRobot;
import io.signalbox.app.Windowed;
import io.signalbox.app.document.Document;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Action;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.PageId;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Nothing of a graph or a window stays in memory when it has been closed.
@Windowed
final class ReleaseOnCloseTest {
  private static final int PATIENCE = 40;

  private final AtomicReference<Stage> stage = new AtomicReference<>();

  @Start
  void start(Stage shown) {
    stage.set(shown);
    shown.setScene(new Scene(new Pane(), 980, 800));
    shown.show();
  }

  @Test
  void closedGraphIsGarbageCollected(FxRobot robot) {
    var session = new Session(Desk.document(), Desk.installation(), Background.direct());
    List<WeakReference<Object>> closed = new ArrayList<>();
    robot.interact(() -> {
      stage.get().getScene().setRoot(new Workbench(session, "light", 980).root());
      OpenFile other = session.editor().open(Document.of("other.yaml", Desk.document().text()));
      edit(session);
      session.editor().select("cap");
      closed.add(new WeakReference<>(other));
      closed.add(new WeakReference<>(other.document().graph()));
      session.editor().close(other);
      session.editor().select("triage");
      session.simulator().simulate("Why?", java.util.Map.of());
    });
    assertEquals(List.of(), left(closed));
  }

  @Test
  void closedWindowIsGarbageCollected(FxRobot robot) {
    List<WeakReference<Object>> closed = new ArrayList<>();
    robot.interact(() -> {
      var session = new Session(Desk.document(), Desk.installation(), Background.direct());
      var workbench = new Workbench(session, "light", 980);
      stage.get().getScene().setRoot(workbench.root());
      edit(session);
      closed.add(new WeakReference<>(session));
      closed.add(new WeakReference<>(workbench));
      workbench.actions().stream()
          .filter(action -> action.id().equals("view.find"))
          .forEach(Action::fire);
      session.views().show(PageId.GRAPH);
      // The scene itself is remembered by whatever fires events at it.
      stage.get().getScene().setRoot(new Pane());
    });
    assertEquals(List.of(), left(closed));
  }

  private static void edit(Session session) {
    for (int i = 0; i < 50; i++) {
      session.editor().edit("Rename the graph", new GraphEdit.SetName("Name " + i));
    }
    session.editor().undo();
  }

  /// What is still there after the collector has had every chance.
  private static List<Object> left(List<WeakReference<Object>> closed) {
    for (int i = 0; i < PATIENCE && closed.stream().anyMatch(each -> each.get() != null); i++) {
      System.gc();
      QuickRobot.settle();
    }
    return closed.stream()
        .map(WeakReference::get)
        .filter(java.util.Objects::nonNull)
        .<Object>map(each -> each.getClass().getSimpleName())
        .toList();
  }
}
