/// What the window is like apart from any graph: the page that is shown, notices, settings, and
/// what is remembered from one start to the next. Entry type is [Views].
@NullMarked
package io.signalbox.app.state;

import org.jspecify.annotations.NullMarked;
