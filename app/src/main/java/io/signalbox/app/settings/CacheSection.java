package io.signalbox.app.settings;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.store.Answers;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// How many answers cache nodes keep, and a button that deletes them.
final class CacheSection extends HBox {
  private final Installation installation;
  private final Background background;
  private final Notices notices;
  private final Label stock = Parts.label("", "second");
  private final Button clear = Parts.button("Clear cache", this::clear, "quiet");

  CacheSection(Installation installation, Background background, Notices notices) {
    super(10);
    this.installation = installation;
    this.background = background;
    this.notices = notices;
    stock.setId("cache-stock");
    clear.setId("clear-cache");
    setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(clear, stock);
    sceneProperty()
        .addListener((o, before, now) -> {
          if (now != null) {
            look();
          }
        });
  }

  private void look() {
    clear.setDisable(true);
    background.run(
        () -> installation.engine().store().answers().stock(),
        this::show,
        trouble -> Parts.show(stock, "The cache cannot be read: " + Wording.why(trouble) + "."));
  }

  private void show(Answers.Stock found) {
    clear.setDisable(found.answers() == 0);
    Parts.show(
        stock,
        found.answers() == 0
            ? "No answers are kept."
            : String.format(
                Locale.ROOT,
                "%s %s kept, %.1f MB; given again %s times, %s saved.",
                Wording.number(found.answers()),
                found.answers() == 1 ? "answer" : "answers",
                found.bytes() / 1e6,
                Wording.number(found.hits()),
                found.saved().shown()));
  }

  private void clear() {
    clear.setDisable(true);
    background.run(
        () -> installation.engine().store().answers().clear(),
        gone -> {
          notices.tell(Notice.said("The cache is empty now."));
          look();
        },
        trouble ->
            notices.tell(
                Notice.trouble("The cache could not be cleared: " + Wording.why(trouble) + ".")));
  }
}
