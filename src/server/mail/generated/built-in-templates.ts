// Made by `npm run generate`; edits are lost.
import type { TemplateFiles } from "../read-templates.ts";

export const BUILT_IN_TEMPLATE_FILES: TemplateFiles = {
  "text": {
    "file": "invitation.txt",
    "text": "Subject: Invitation to {{organization}}\n\n{{inviter}} invites you to {{organization}}, as {{role}}.\n\nTo accept, open this page and confirm:\n\n{{link}}\n\nThe page needs no password: the link is yours alone, so do not pass it on.\nIt is good for one use, until {{expires}}.\n\nWhere you accept through the API instead, this one-time token is the same\ninvitation:\n\nAccept-Token: {{token}}\n\nIf you did not expect this letter, do nothing: nothing happens without you.\n"
  },
  "html": {
    "file": "invitation.html",
    "text": "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>Invitation to {{organization}}</title>\n</head>\n<body style=\"font: 16px/1.5 system-ui, sans-serif; margin: 24px; max-width: 560px\">\n<p>{{inviter}} invites you to <strong>{{organization}}</strong>, as {{role}}.</p>\n<p><a href=\"{{link}}\">Look at the invitation and accept it</a></p>\n<p>The page needs no password: the link is yours alone, so do not pass it on. It is good for one use, until\n{{expires}}.</p>\n<p>Where you accept through the API instead, this one-time token is the same invitation:<br>\n<code>{{token}}</code></p>\n<p>If you did not expect this letter, do nothing: nothing happens without you.</p>\n</body>\n</html>\n"
  }
};
