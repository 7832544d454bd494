package io.signalbox.app.models;

import io.signalbox.app.kit.Parts;
import io.signalbox.engine.catalog.Ability;
import java.util.EnumSet;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;

/// What a model can do, a sign for each; each sign always at the same place.
final class CapabilityCell extends TableCell<ModelRow, ModelRow> {
  private static final double ROOM = 19;

  /// Nearly all have it, or nobody chooses a model by it.
  static final Set<Ability> UNSHOWN = EnumSet.of(Ability.STREAM, Ability.PREFILL);

  private final Tooltip words = new Tooltip();

  CapabilityCell() {
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    setAlignment(Pos.CENTER_LEFT);
  }

  @Override
  protected void updateItem(ModelRow row, boolean empty) {
    super.updateItem(row, empty);
    boolean none = empty || row == null;
    setGraphic(none ? null : signs(row));
    setAccessibleText(none ? "" : row.abilities());
    Parts.show(words, none ? "" : row.abilities());
    setTooltip(none || row.abilities().isEmpty() ? null : words);
  }

  private static HBox signs(ModelRow row) {
    var signs = new HBox();
    signs.setAlignment(Pos.CENTER_LEFT);
    for (Ability ability : Ability.values()) {
      if (!UNSHOWN.contains(ability)) {
        var place = new HBox();
        place.setMinWidth(ROOM);
        place.setAlignment(Pos.CENTER_LEFT);
        if (row.card().abilities().contains(ability)) {
          place.getChildren().add(new FontIcon(sign(ability)));
        }
        signs.getChildren().add(place);
      }
    }
    return signs;
  }

  private static Ikon sign(Ability ability) {
    return switch (ability) {
      case TOOLS -> MaterialDesignW.WRENCH_OUTLINE;
      case IMAGES -> MaterialDesignI.IMAGE_OUTLINE;
      case JSON -> MaterialDesignC.CODE_BRACES;
      case REASONING -> MaterialDesignL.LIGHTBULB_OUTLINE;
      case EMBEDDINGS -> MaterialDesignV.VECTOR_POINT;
      case STREAM, PREFILL -> MaterialDesignF.FAST_FORWARD;
    };
  }
}
