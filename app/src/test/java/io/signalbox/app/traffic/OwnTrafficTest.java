package io.signalbox.app.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.app.QuickRobot;
import io.signalbox.app.RealDesk;
import io.signalbox.app.Windowed;
import io.signalbox.app.comparison.ComparisonTarget;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import io.signalbox.app.state.PageId;
import io.signalbox.app.tryout.RequestDraft;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.store.TrafficFilter;
import io.signalbox.engine.store.TrafficRow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// What the workbench sends itself is not the traffic of apps.
@Windowed
final class OwnTrafficTest {
  @TempDir private Path home;

  private Session session;

  @Start
  void start(Stage stage) {
    session =
        new Session(RealDesk.document(), RealDesk.installation(home, 0), Background.threads());
    stage.setScene(new Scene(new Workbench(session, "light", 1280).root(), 1280, 800));
    stage.show();
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(session::close);
    session.background().finish();
    session.installation().engine().close();
  }

  private Ledger ledger() {
    return session.installation().engine().store().ledger();
  }

  @Test
  void triesAndComparisonsAreListedOnlyOnRequest(FxRobot robot) throws Exception {
    robot.interact(() -> {
      session.simulator().compose(RequestDraft.of("Hello", Map.of()));
      session.simulator().play();
      for (var model : session.editor().document().graph().models().values()) {
        session.comparison().add(new ComparisonTarget.OfModel(model));
      }
      session.comparison().run();
    });
    QuickRobot.until(() -> written().size() == 3);
    assertEquals(
        List.of("@workbench"), written().stream().map(TrafficRow::app).distinct().toList());
    assertEquals(
        List.of("large", "small", "small"),
        written().stream().map(TrafficRow::model).sorted().toList());
    assertEquals(0, ledger().requestsInMinuteTo(Instant.now()));

    robot.interact(() -> session.views().show(PageId.TRAFFIC));
    QuickRobot.until(() -> robot.lookup("#traffic-today").tryQuery().isPresent());
    TableView<?> table = robot.lookup("#traffic-table").queryTableView();
    assertEquals(0, table.getItems().size());
    robot.clickOn("#filter-app").clickOn("any + @workbench");
    QuickRobot.until(() -> table.getItems().size() == 3);
    robot.clickOn("#filter-app").clickOn("@workbench");
    QuickRobot.until(() -> table.getItems().size() == 3);
    robot.clickOn("#filter-app").clickOn("any");
    QuickRobot.until(() -> table.getItems().isEmpty());
  }

  private List<TrafficRow> written() {
    return ledger().page(TrafficFilter.ALL, TrafficFilter.Position.TOP, 10);
  }
}
