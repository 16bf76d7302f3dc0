"""The tables, a file for each."""

from chat_app.models.audit_entry import AuditEntry
from chat_app.models.columns import id_of, metadata, new_id, now, oldest_id
from chat_app.models.draft import Draft
from chat_app.models.flag import Flag
from chat_app.models.identity import Identity
from chat_app.models.invite import Invite
from chat_app.models.login_token import LoginToken
from chat_app.models.membership import Membership
from chat_app.models.mention import Mention
from chat_app.models.message import Message
from chat_app.models.passkey import Passkey
from chat_app.models.password import Password
from chat_app.models.picture import Picture, WorkspacePicture
from chat_app.models.reaction import Reaction
from chat_app.models.revision import Revision
from chat_app.models.room import Room
from chat_app.models.saved_message import SavedMessage
from chat_app.models.session import Session
from chat_app.models.sighting import Sighting
from chat_app.models.user import User
from chat_app.models.workspace import Workspace

__all__ = [
    "AuditEntry",
    "Draft",
    "Flag",
    "Identity",
    "Invite",
    "LoginToken",
    "Membership",
    "Mention",
    "Message",
    "Passkey",
    "Password",
    "Picture",
    "Reaction",
    "Revision",
    "Room",
    "SavedMessage",
    "Session",
    "Sighting",
    "User",
    "Workspace",
    "WorkspacePicture",
    "id_of",
    "metadata",
    "new_id",
    "now",
    "oldest_id",
]
