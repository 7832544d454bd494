/// JSON text as a dialect needs it: read value by value with limits ([Cursor]) and by kind
/// ([TypedValues]), changed without touching what stays ([BodySplice]), written as models write it
/// ([JsonText]). Without meaning: no member has one here.
@NullMarked
package io.signalbox.engine.json;

import org.jspecify.annotations.NullMarked;
