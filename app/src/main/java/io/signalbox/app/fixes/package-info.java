/// Quick fixes of problems. Entry type is [Fixes].
@NullMarked
package io.signalbox.app.fixes;

import org.jspecify.annotations.NullMarked;
