package io.signalbox.app.kit.code;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javafx.scene.input.DataFormat;
import jfx.incubator.scene.control.richtext.StyleResolver;
import jfx.incubator.scene.control.richtext.TextPos;
import jfx.incubator.scene.control.richtext.model.CodeTextModel;
import jfx.incubator.scene.control.richtext.model.DataFormatHandler;
import jfx.incubator.scene.control.richtext.model.PlainTextFormatHandler;
import jfx.incubator.scene.control.richtext.model.StyleAttributeMap;
import jfx.incubator.scene.control.richtext.model.StyledInput;
import jfx.incubator.scene.control.richtext.model.StyledTextModel;

/// A text of which parts can be folded away. Folding tells the editor that lines went or came, and
/// changes nothing that is written.
public final class FoldedModel extends CodeTextModel {
  private final FoldedText content;

  FoldedModel(FoldedText content) {
    super(content);
    this.content = content;
    // Formats with styles would leave out what is folded away.
    removeDataFormatHandler(DataFormat.RTF, true, false);
    removeDataFormatHandler(DataFormat.HTML, true, false);
    registerDataFormatHandler(new Whole(), true, false, 1);
  }

  /// Folds these and no others, at once.
  void fold(List<Fold> folds) {
    TextPos end = getDocumentEnd();
    content.folds(folds.stream());
    int more = content.size() - 1;
    int first = content.getText(0).length();
    fireChangeEvent(TextPos.ZERO, end, first, more, more == 0 ? 0 : content.getText(more).length());
  }

  void fold(Fold fold) {
    int head = content.paragraph(fold.first());
    int last = content.paragraph(fold.last());
    TextPos from = getEndOfParagraphTextPos(head);
    TextPos to = getEndOfParagraphTextPos(last);
    content.fold(fold);
    if (last > head) {
      fireChangeEvent(from, to, 0, 0, 0);
    }
  }

  void unfold(Fold fold) {
    int before = content.size();
    TextPos from = getEndOfParagraphTextPos(content.paragraph(fold.first()));
    content.unfold(fold);
    int more = content.size() - before;
    if (more > 0) {
      fireChangeEvent(from, from, 0, more, content.getText(from.index() + more).length());
    }
  }

  /// Copies what is folded away with what is seen.
  private static final class Whole extends DataFormatHandler {
    Whole() {
      super(DataFormat.PLAIN_TEXT);
    }

    @Override
    public StyledInput createStyledInput(String input, StyleAttributeMap style) throws IOException {
      return PlainTextFormatHandler.getInstance().createStyledInput(input, style);
    }

    @Override
    public Object copy(StyledTextModel model, StyleResolver resolver, TextPos start, TextPos end) {
      return ((FoldedModel) model).content.between(start, end);
    }

    @Override
    public void save(
        StyledTextModel model, StyleResolver resolver, TextPos start, TextPos end, OutputStream out)
        throws IOException {
      out.write(((FoldedModel) model).content.between(start, end).getBytes(StandardCharsets.UTF_8));
    }
  }
}
