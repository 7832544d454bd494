/// What is selected, field by field and as text. Entry type is [Inspector].
@NullMarked
package io.signalbox.app.inspector;

import org.jspecify.annotations.NullMarked;
