package io.signalbox.app.state;

import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// What the user is told in passing; only the newest notice is shown. For the UI thread.
public final class Notices {
  private final ObjectProperty<Optional<Notice>> notice =
      new SimpleObjectProperty<>(this, "notice", Optional.empty());

  /// The notice that is shown; empty if none is.
  public ObjectProperty<Optional<Notice>> noticeProperty() {
    return notice;
  }

  /// Shows a notice.
  public void tell(Notice words) {
    notice.set(Optional.of(words));
  }
}
