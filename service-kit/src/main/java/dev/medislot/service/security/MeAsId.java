package dev.medislot.service.security;

import dev.medislot.web.CanonicalUuid;
import java.beans.PropertyEditorSupport;
import java.util.UUID;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Reads {@code me} as the caller's id wherever an id stands in a request, and refuses an empty one: Spring would take
 * it for one that was left out, and a list would answer with everything.
 */
@ControllerAdvice
class MeAsId {

    @InitBinder
    void ids(WebDataBinder binder) {
        binder.registerCustomEditor(UUID.class, new PropertyEditorSupport() {

            @Override
            public void setAsText(String text) {
                setValue(text.equals("me") ? CallerArguments.required().id() : CanonicalUuid.parse(text));
            }
        });
    }
}
