/// An editor for text as code: colours, folding, completion, search.
@NullMarked
package io.signalbox.app.kit.code;

import org.jspecify.annotations.NullMarked;
