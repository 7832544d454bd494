package io.signalbox.app.shell;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import java.util.Locale;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

/// What is said in passing, above the status line. It goes by itself, trouble a little later, but
/// not while the mouse is on it; the next notice takes its place.
final class NoticeBar extends HBox {
  private static final Duration STAYS = Duration.seconds(6);
  private static final Duration TROUBLE_STAYS = Duration.seconds(8);

  private final PauseTransition leave = new PauseTransition();

  NoticeBar(Notices notices) {
    getStyleClass().add("notice");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    StackPane.setAlignment(this, Pos.BOTTOM_CENTER);
    setOnMouseEntered(e -> leave.pause());
    setOnMouseExited(e -> leave.play());
    leave.setOnFinished(e -> notices.noticeProperty().set(Optional.empty()));
    notices.noticeProperty().addListener((o, before, now) -> show(notices, now));
    // What runs would keep a closed window alive.
    sceneProperty()
        .addListener((o, before, now) -> {
          if (now == null) {
            leave.stop();
          } else if (isVisible()) {
            leave.playFromStart();
          }
        });
    show(notices, notices.noticeProperty().get());
  }

  private void show(Notices notices, Optional<Notice> notice) {
    setVisible(notice.isPresent());
    setManaged(notice.isPresent());
    leave.stop();
    notice.ifPresent(said -> {
      Label words = Parts.label(said.words());
      words.setWrapText(true);
      words.setMaxWidth(640);
      words.setGraphic(new FontIcon(icon(said.tone())));
      words.getStyleClass().add(style(said.tone()));
      words.setId("notice-" + said.tone().name().toLowerCase(Locale.ROOT));
      getChildren().setAll(words);
      said.remedy().ifPresent(remedy -> getChildren().add(link(notices, remedy)));
      getChildren()
          .add(
              Parts.iconButton(
                  MaterialDesignC.CLOSE,
                  "Close message",
                  () -> notices.noticeProperty().set(Optional.empty())));
      leave.setDuration(said.trouble() ? TROUBLE_STAYS : STAYS);
      if (getScene() != null) {
        leave.playFromStart();
      }
    });
  }

  private static Ikon icon(Notice.Tone tone) {
    return switch (tone) {
      case DONE -> MaterialDesignC.CHECK;
      case INFO -> MaterialDesignI.INFORMATION_OUTLINE;
      case TROUBLE -> MaterialDesignA.ALERT_CIRCLE_OUTLINE;
    };
  }

  private static String style(Notice.Tone tone) {
    return switch (tone) {
      case DONE -> "good";
      case INFO -> "info";
      case TROUBLE -> "bad";
    };
  }

  private static Hyperlink link(Notices notices, Notice.Remedy remedy) {
    var link = Parts.link(remedy.words());
    link.getStyleClass().add("row-link");
    link.setMinWidth(USE_PREF_SIZE);
    link.setOnAction(e -> {
      notices.noticeProperty().set(Optional.empty());
      remedy.action().run();
    });
    return link;
  }
}
