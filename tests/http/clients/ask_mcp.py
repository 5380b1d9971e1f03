"""Calls the tools with the official Python client: after a handshake, and with messages that stand alone.

Usage: ask_mcp.py ADDRESS
"""

import asyncio
import sys

from mcp import Client
from mcp.types import TextContent


async def ask(mode: str) -> None:
    async with Client(sys.argv[1], mode=mode) as client:
        assert client.server_info.name == "cartway", client.server_info
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"connect", "search", "between", "neighbours"}, tools
        assert tools["connect"].input_schema["required"] == ["from", "to"], tools["connect"]

        # The client holds what is structured against the schema of the tool.
        for name, arguments, member, expected in [
            ("connect", {"from": "old-harbour", "to": "007", "via": ["script"], "k": 3}, "status", "found"),
            ("connect", {"from": "old-harbour", "to": "lonely"}, "status", "no_path"),
            ("connect", {"from": "007", "to": "007"}, "status", "same_item"),
            ("search", {"q": "harbour"}, "count", 2),
            ("search", {"limit": 3}, "count", 3),
            ("between", {"from": "old-harbour", "to": "007", "limit": 2}, "status", "found"),
            ("between", {"from": "old-harbour", "to": "lonely"}, "status", "no_path"),
            ("neighbours", {"id": "🚲", "sort": "title"}, "total", 2),
        ]:
            result = await client.call_tool(name, arguments)
            assert not result.is_error, result
            assert result.structured_content[member] == expected, result
            [content] = result.content
            assert isinstance(content, TextContent) and "[id: " in content.text, content

        for arguments, part in [({"from": "a", "to": "harbour"}, "No item"), ({"form": "a"}, "form")]:
            result = await client.call_tool("connect", arguments)
            assert result.is_error and part in result.content[0].text, result


for mode in ["legacy", "auto"]:
    asyncio.run(ask(mode))
print("the client is content")
