// The one script of every page. Pages work before it arrives; it only makes them smoother.
import "./behaviour/fragments.js";
import "./behaviour/dialogs.js";
import "./behaviour/forms.js";
import "./behaviour/drafts.js";
import "./behaviour/clocks.js";
import "./behaviour/keys.js";
import "./behaviour/pictures.js";
