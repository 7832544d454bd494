package io.signalbox.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.app.Desk;
import io.signalbox.app.Windowed;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Every colour of letters can be read on every ground that it is used on, as WCAG 2.2 demands of
/// small text (1.4.3: 4.5).
@Windowed
final class ContrastTest {
  private static final double LEAST = 4.5;

  /// Letters, and what they stand on; the second grounds are half transparent and lie on the pane.
  private static final List<List<String>> PAIRS =
      List.of(
          on("-color-fg-default", "-sb-pane", "-sb-canvas", "-sb-card", "-sb-chip"),
          on("-color-fg-default", "-color-accent-subtle", "-color-danger-subtle"),
          on("-color-fg-default", "-color-warning-subtle", "-color-success-subtle"),
          on("-color-fg-muted", "-sb-pane", "-sb-canvas", "-sb-card", "-color-accent-subtle"),
          on("-color-accent-fg", "-sb-pane", "-sb-card", "-sb-chip", "-color-accent-subtle"),
          on("-color-success-fg", "-sb-pane", "-sb-card", "-color-success-subtle"),
          on("-color-success-fg", "-color-accent-subtle"),
          on("-color-danger-fg", "-sb-pane", "-sb-card", "-color-danger-subtle"),
          on("-color-danger-fg", "-color-accent-subtle"),
          on("-color-fg-emphasis", "-color-accent-emphasis", "-color-danger-emphasis"));

  private final Session session =
      new Session(Desk.document(), Desk.installation(), Background.direct());
  private Pane root = new Pane();

  private static List<String> on(String letters, String... grounds) {
    var all = new ArrayList<>(List.of(letters));
    all.addAll(List.of(grounds));
    return all;
  }

  @Start
  void start(Stage stage) {
    stage.setScene(new Scene(new Pane(), 400, 300));
    stage.show();
  }

  @Test
  void lightThemeHasReadableContrast(FxRobot robot) {
    assertEquals(List.of(), tooFaint(robot, "light"));
  }

  @Test
  void darkThemeHasReadableContrast(FxRobot robot) {
    assertEquals(List.of(), tooFaint(robot, "dark"));
  }

  private List<String> tooFaint(FxRobot robot, String theme) {
    var found = new ArrayList<String>();
    robot.interact(() -> {
      var bench = new Workbench(session, theme, 400);
      root = new Pane();
      ((Pane) bench.root()).getChildren().add(root);
      robot.window(0).getScene().setRoot(bench.root());
      for (List<String> pair : PAIRS) {
        for (String ground : pair.subList(1, pair.size())) {
          double contrast = contrast(colour(pair.getFirst()), over(colour(ground)));
          if (contrast < LEAST) {
            found.add(
                String.format(Locale.ROOT, "%s on %s: %.2f", pair.getFirst(), ground, contrast));
          }
        }
      }
    });
    return found;
  }

  private Color colour(String name) {
    var probe = new Region();
    probe.setStyle("-fx-background-color: " + name + ";");
    root.getChildren().setAll(probe);
    probe.applyCss();
    return (Color) probe.getBackground().getFills().getFirst().getFill();
  }

  private Color over(Color ground) {
    Color pane = colour("-sb-pane");
    double share = ground.getOpacity();
    return Color.color(
        ground.getRed() * share + pane.getRed() * (1 - share),
        ground.getGreen() * share + pane.getGreen() * (1 - share),
        ground.getBlue() * share + pane.getBlue() * (1 - share));
  }

  private static double contrast(Color a, Color b) {
    double one = luminance(a);
    double other = luminance(b);
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(double part) {
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }
}
